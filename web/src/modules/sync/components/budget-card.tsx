import { Show } from "solid-js";
import { classNames } from "~/lib/class-names";
import { useClock } from "~/lib/clock";
import { formatDateTime, formatInteger, formatRelativeTime } from "~/lib/format";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Card } from "~/ui/card";
import { QueryView } from "~/ui/query-view";
import { Skeleton } from "~/ui/skeleton";
import { Tooltip } from "~/ui/tooltip";
import { budgetState, type RequestBudget } from "../request-budget.models";
import { scheduledRequestsPerDay } from "../stream-settings.models";
import type { SyncStream } from "../sync.models";
import { requestBudgetOptions } from "../sync-jobs.queries";

const fills = {
  ample: "bg-positive",
  low: "bg-caution",
  reserved: "bg-caution",
  empty: "bg-negative",
};

/** How many requests MightyCall still answers today. */
export function BudgetCard(props: { streams: SyncStream[] }) {
  const { organization } = useOrganization();
  const query = useQuery(() => requestBudgetOptions(organization().id));
  return (
    <Card aria-labelledby="budget" class="p-5">
      <h2 id="budget" class="text-lg">
        Requests left at MightyCall
      </h2>
      <QueryView query={query} loading={<Skeleton class="mt-3 h-16 w-full" />}>
        {(found) => (
          <Show
            when={found().budget}
            fallback={<p class="mt-1 text-ink-muted text-sm">Known once MightyCall is connected.</p>}
          >
            {(budget) => <Meter budget={budget()} streams={props.streams} />}
          </Show>
        )}
      </QueryView>
    </Card>
  );
}

function Meter(props: { budget: RequestBudget; streams: SyncStream[] }) {
  const { organization } = useOrganization();
  const nowMs = useClock(60_000);
  const state = () => budgetState(props.budget);
  const share = () => `${(props.budget.left / props.budget.daily_limit) * 100}%`;
  const reserve = () => `${(props.budget.reserved_for_people / props.budget.daily_limit) * 100}%`;
  return (
    <div class="mt-2 grid gap-x-10 gap-y-4 lg:grid-cols-2">
      <div>
        <p class="flex items-baseline gap-2">
          <span class="font-semibold text-2xl">{formatInteger(props.budget.left)}</span>
          <span class="text-ink-muted">of {formatInteger(props.budget.daily_limit)} in 24 hours</span>
        </p>
        {/* biome-ignore lint/a11y/useSemanticElements: a meter element can't be styled alike in all browsers. */}
        <div
          role="meter"
          aria-label="Requests left"
          aria-valuemin={0}
          aria-valuemax={props.budget.daily_limit}
          aria-valuenow={props.budget.left}
          class="relative mt-3 h-2 overflow-hidden rounded-full bg-line"
        >
          <span
            class={classNames("absolute inset-y-0 left-0 rounded-full", fills[state()])}
            style={{ width: share() }}
          />
          <span class="absolute inset-y-0 w-0.5 bg-surface" style={{ left: reserve() }} aria-hidden="true" />
        </div>
        <Show when={state() === "empty"}>
          <p class="mt-2 text-negative text-sm">None is left: syncs and playback wait.</p>
        </Show>
        <Show when={state() === "reserved"}>
          <p class="mt-2 text-caution text-sm">Scheduled syncs wait: the rest is kept for people.</p>
        </Show>
      </div>
      <ul class="flex list-disc flex-col gap-1 pl-4 text-ink-muted text-sm">
        <Show when={props.budget.refills_at} fallback={<li>None was used in the last day.</li>}>
          {(at) => (
            <li>
              Used ones come back hour by hour,{" "}
              <Tooltip content={formatDateTime(at(), organization().time_zone, "full")}>
                the next {formatRelativeTime(at(), nowMs())}
              </Tooltip>
              .
            </li>
          )}
        </Show>
        <li>
          The schedule uses at least {formatInteger(scheduledRequestsPerDay(props.streams))} a day, one each
          run.
        </li>
        <li>
          {formatInteger(props.budget.reserved_for_people)} are kept for people: tests, playback, the sync
          button.
        </li>
      </ul>
    </div>
  );
}
