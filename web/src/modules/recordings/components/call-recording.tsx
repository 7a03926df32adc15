import { Show } from "solid-js";
import { QueryView } from "~/ui/query-view";
import { Skeleton } from "~/ui/skeleton";
import { useRecordingOfCall } from "../recordings.queries";
import { RecordingPlayer } from "./recording-player";

/** The recording of a call that has one, ready to be played. */
export default function CallRecording(props: { callId: string }) {
  const query = useRecordingOfCall(() => props.callId);
  return (
    <QueryView query={query} loading={<Skeleton class="h-22" />}>
      {(found) => (
        <Show
          when={found().recording}
          fallback={
            <p class="text-ink-muted">The call was recorded, but its recording hasn't come in yet.</p>
          }
        >
          {(recording) => <RecordingPlayer recordingId={recording().id} />}
        </Show>
      )}
    </QueryView>
  );
}
