import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import CirclePause from "lucide-solid/icons/circle-pause";
import Clock from "lucide-solid/icons/clock";
import Hourglass from "lucide-solid/icons/hourglass";
import LogIn from "lucide-solid/icons/log-in";
import { For, Show } from "solid-js";
import { useClock } from "~/lib/clock";
import { formatDateTime, formatInteger, formatRelativeTime, unknown } from "~/lib/format";
import { browserTimeZone } from "~/lib/time-zone";
import { IntegrationStatusBadge } from "~/modules/integrations/components/integration-status-badge";
import { streamLabels } from "~/modules/sync/sync.models";
import { Avatar } from "~/ui/avatar";
import { Badge, type Tone } from "~/ui/badge";
import { buttonClass } from "~/ui/button";
import { Tooltip } from "~/ui/tooltip";
import { type Freshness, organizationPath, type PlatformOrganization } from "../platform.models";

const freshnessLooks: Record<Freshness, { label: string; tone: Tone; icon: typeof Clock }> = {
  ok: { label: "Up to date", tone: "positive", icon: CircleCheck },
  late: { label: "Late", tone: "caution", icon: Clock },
  stale: { label: "Out of date", tone: "negative", icon: CircleAlert },
  never: { label: "Never synced", tone: "neutral", icon: Hourglass },
  paused: { label: "Paused", tone: "neutral", icon: CirclePause },
};

interface OrganizationsTableProps {
  organizations: PlatformOrganization[];
}

const headClass = "px-3 py-2.5 text-left font-medium first:pl-5 last:pr-5";
const cellClass = "px-3 py-3 first:pl-5 last:pr-5 max-md:p-0!";

/** Every org with its health; stacks into cards where the table would not fit. */
export function OrganizationsTable(props: OrganizationsTableProps) {
  const nowMs = useClock(30_000);
  return (
    <table class="w-full max-md:block">
      <caption class="sr-only">Organizations, by name</caption>
      <thead class="border-line border-b text-ink-muted text-xs max-md:sr-only">
        <tr>
          <For each={["Organization", "People", "Connection", "Worst stream", "Last sync"]}>
            {(title) => (
              <th scope="col" class={headClass}>
                {title}
              </th>
            )}
          </For>
          <th scope="col" class={`${headClass} w-28`}>
            <span class="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody class="divide-y divide-line max-md:block">
        <For each={props.organizations}>
          {(organization) => <OrganizationRow organization={organization} nowMs={nowMs()} />}
        </For>
      </tbody>
    </table>
  );
}

interface OrganizationRowProps {
  organization: PlatformOrganization;
  nowMs: number;
}

function OrganizationRow(props: OrganizationRowProps) {
  const failing = () => props.organization.failing_streams.map((stream) => streamLabels[stream]).join(", ");
  return (
    <tr class="max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-center max-md:gap-x-3 max-md:gap-y-2.5 max-md:px-4 max-md:py-3.5">
      <th scope="row" class={`${cellClass} text-left font-normal`}>
        <span class="flex items-center gap-3">
          <Avatar name={props.organization.name} shape="organization" />
          <span class="min-w-0">
            <span class="block truncate font-medium">{props.organization.name}</span>
            <span class="block truncate text-ink-muted text-xs">{props.organization.slug}</span>
          </span>
        </span>
      </th>
      <td class={`${cellClass} max-md:hidden`}>{formatInteger(props.organization.people)}</td>
      <td class={`${cellClass} max-md:order-1`}>
        <Show
          when={props.organization.integration_status}
          fallback={<span class="text-ink-muted">Not connected</span>}
        >
          {(status) => <IntegrationStatusBadge status={status()} />}
        </Show>
      </td>
      <td class={`${cellClass} max-md:order-1`}>
        <Show
          when={props.organization.worst_freshness}
          fallback={<span class="text-ink-faint">{unknown}</span>}
        >
          {(freshness) => (
            <Badge tone={freshnessLooks[freshness()].tone} icon={freshnessLooks[freshness()].icon}>
              {freshnessLooks[freshness()].label}
            </Badge>
          )}
        </Show>
        <Show when={failing()}>
          <span class="mt-1 block text-negative text-xs">Failing: {failing()}</span>
        </Show>
        <Show when={props.organization.integration_hint}>
          <span class="mt-1 line-clamp-2 max-w-72 text-ink-muted text-xs">
            {props.organization.integration_hint}
          </span>
        </Show>
      </td>
      <td class={`${cellClass} text-ink-muted max-md:order-2 max-md:col-span-2 max-md:text-sm`}>
        <Show when={props.organization.last_success_at} fallback="Never">
          {(at) => (
            <Tooltip content={formatDateTime(at(), browserTimeZone(), "full")}>
              {formatRelativeTime(at(), Math.max(props.nowMs, Date.parse(at())))}
            </Tooltip>
          )}
        </Show>
      </td>
      <td class={`${cellClass} text-right`}>
        <a
          href={organizationPath("/", props.organization.slug)}
          rel="external"
          class={buttonClass("secondary", "small")}
        >
          <LogIn class="size-4" aria-hidden="true" />
          Enter
          <span class="sr-only"> {props.organization.name}</span>
        </a>
      </td>
    </tr>
  );
}
