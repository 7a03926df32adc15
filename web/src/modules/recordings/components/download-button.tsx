import { useMutation } from "@tanstack/solid-query";
import Download from "lucide-solid/icons/download";
import { Show } from "solid-js";
import { recordExport } from "~/lib/download-csv";
import { Problem } from "~/lib/problem";
import { saveFile } from "~/lib/save-file";
import { useOrganization } from "~/modules/organizations/organization.context";
import { IconButton } from "~/ui/icon-button";
import { Spinner } from "~/ui/spinner";
import { toastProblem } from "~/ui/toasts";
import type { Playback } from "../playback/playback";
import { recordingFileName } from "../playback/playback.models";
import { fetchAudio } from "../playback/ticket";
import { fetchRecording } from "../recordings.queries";

/** Saves the audio as a file, once that is noted as an export. */
export function DownloadButton(props: { playback: Playback; recordingId: string }) {
  const { organization } = useOrganization();
  const download = useMutation(() => ({
    mutationFn: async (recordingId: string) => {
      const { id: orgId, time_zone } = organization();
      const recording = await fetchRecording(orgId, recordingId);
      if (!recording) throw new Problem("rejected", "This recording is no longer there.");
      const response = await fetchAudio(await props.playback.freshSource(recordingId));
      const contentType = response.headers.get("content-type");
      const { started_at, call } = recording;
      const audio = await response.blob();
      await recordExport(orgId, "recordings", 1, { recording_id: recordingId });
      saveFile(audio, recordingFileName(started_at, call.counterpart, contentType, time_zone));
    },
    onError: toastProblem,
  }));
  return (
    <IconButton
      label="Download"
      aria-busy={download.isPending}
      disabled={download.isPending}
      onClick={() => download.mutate(props.recordingId)}
    >
      <Show when={download.isPending} fallback={<Download class="size-4.5" aria-hidden="true" />}>
        <Spinner />
      </Show>
    </IconButton>
  );
}
