import AudioLines from "lucide-solid/icons/audio-lines";
import Hash from "lucide-solid/icons/hash";
import MessageSquare from "lucide-solid/icons/message-square";
import PhoneCall from "lucide-solid/icons/phone-call";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useClock } from "~/lib/clock";
import { formatDateTime, formatFrequency, formatInteger, formatRelativeTime } from "~/lib/format";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Freshness } from "~/modules/sync/components/freshness";
import { SyncButton } from "~/modules/sync/components/sync-button";
import { type SyncStream, type SyncStreamName, streamLabels } from "~/modules/sync/sync.models";
import { syncStreamsOptions } from "~/modules/sync/sync.queries";
import { useSyncStatus } from "~/modules/sync/sync-status";
import { Card } from "~/ui/card";
import { QueryView } from "~/ui/query-view";
import { SkeletonRows } from "~/ui/skeleton";
import { Tooltip } from "~/ui/tooltip";

const icons: Record<SyncStreamName, typeof Hash> = {
  phone_numbers: Hash,
  calls: PhoneCall,
  sms_messages: MessageSquare,
  recordings: AudioLines,
};

/** How each kind of data is being brought over. */
export function StreamsCard() {
  const { organization } = useOrganization();
  const streams = useQuery(() => syncStreamsOptions(organization().id));
  return (
    <Card aria-labelledby="streams" class="overflow-hidden">
      <header class="px-5 py-4">
        <h2 id="streams" class="text-lg">
          Syncing
        </h2>
        <p class="text-ink-muted text-sm">Each kind of data comes over by itself, at its own pace.</p>
      </header>
      <QueryView query={streams} loading={<SkeletonRows count={4} label="Loading the syncs" />}>
        {(rows) => (
          <ul class="divide-y divide-line border-line border-t">
            <For each={rows()}>{(row) => <StreamRow stream={row} />}</For>
          </ul>
        )}
      </QueryView>
    </Card>
  );
}

function StreamRow(props: { stream: SyncStream }) {
  const { organization } = useOrganization();
  const { liveJob } = useSyncStatus(() => props.stream.stream);
  const nowMs = useClock(15_000);
  const isPaused = () => !props.stream.is_enabled || props.stream.paused_reason !== null;
  return (
    <li class="flex flex-wrap items-center gap-x-5 gap-y-2.5 px-5 py-3.5">
      <span class="grid size-9 place-items-center rounded-lg bg-sunken text-ink-muted">
        <Dynamic
          component={icons[props.stream.stream]}
          class="size-4.5"
          strokeWidth={1.9}
          aria-hidden="true"
        />
      </span>
      <div class="min-w-0 flex-1 basis-48">
        <h3 class="font-medium tracking-normal">{streamLabels[props.stream.stream]}</h3>
        <div class="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-ink-muted text-sm">
          <Freshness stream={props.stream} />
          <Show
            when={liveJob()}
            fallback={
              <Show when={!isPaused()}>
                <Tooltip content={formatDateTime(props.stream.next_run_at, organization().time_zone, "full")}>
                  Next {formatRelativeTime(props.stream.next_run_at, nowMs())}
                </Tooltip>
              </Show>
            }
          >
            {(job) => (
              <span role="status">
                {job().status === "queued"
                  ? "Waiting to start"
                  : `${formatInteger(job().rows_fetched)} rows so far`}
              </span>
            )}
          </Show>
          <span class="max-sm:hidden">Runs {formatFrequency(props.stream.interval_seconds)}</span>
        </div>
        <Show when={props.stream.error_hint}>
          <p class="mt-1 text-negative text-sm">{props.stream.error_hint}</p>
        </Show>
      </div>
      <SyncButton
        size="small"
        integrationId={props.stream.integration_id}
        stream={props.stream.stream}
        liveJob={liveJob()}
      />
    </li>
  );
}
