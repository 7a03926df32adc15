import { For } from "solid-js";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Card } from "~/ui/card";
import type { SyncStream } from "../sync.models";
import { liveSyncJobsOptions } from "../sync.queries";
import { StreamRow } from "./stream-row";

/** Every kind of data with its health and its controls. */
export function StreamsCard(props: { streams: SyncStream[] }) {
  const { organization } = useOrganization();
  const live = useQuery(() => liveSyncJobsOptions(organization().id));
  const liveJobOf = (stream: SyncStream) =>
    live.isPending
      ? undefined
      : live.data?.find(
          (job) => job.stream === stream.stream && job.integration_id === stream.integration_id,
        );
  return (
    <Card aria-labelledby="streams" class="overflow-hidden">
      <header class="border-line border-b px-5 py-4">
        <h2 id="streams" class="text-lg">
          Streams
        </h2>
        <p class="text-ink-muted text-sm">Each kind of data comes over by itself, at its own pace.</p>
      </header>
      <ul class="divide-y divide-line">
        <For each={props.streams}>
          {(stream) => <StreamRow stream={stream} liveJob={liveJobOf(stream)} />}
        </For>
      </ul>
    </Card>
  );
}
