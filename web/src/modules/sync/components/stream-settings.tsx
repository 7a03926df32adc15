import Pause from "lucide-solid/icons/pause";
import Play from "lucide-solid/icons/play";
import { Dynamic } from "solid-js/web";
import { useOrganization } from "~/modules/organizations/organization.context";
import { IconButton } from "~/ui/icon-button";
import { Select } from "~/ui/select";
import { toastProblem, toastSuccess } from "~/ui/toasts";
import { intervalOptions } from "../stream-settings.models";
import { useChangeStream } from "../stream-settings.queries";
import { type SyncStream, streamLabels } from "../sync.models";

/** How often a stream runs, and whether it runs at all. For admins. */
export function StreamSettings(props: { stream: SyncStream }) {
  const { organization } = useOrganization();
  const change = useChangeStream(organization().id);
  const what = () => streamLabels[props.stream.stream].toLowerCase();
  const setInterval = (seconds: string) => {
    if (Number(seconds) === props.stream.interval_seconds) return;
    change.mutate(
      { stream: props.stream, change: { interval_seconds: Number(seconds) } },
      { onSuccess: () => toastSuccess(`The pace of ${what()} is changed.`), onError: toastProblem },
    );
  };
  const setEnabled = (isEnabled: boolean) =>
    change.mutate(
      { stream: props.stream, change: { is_enabled: isEnabled } },
      {
        onSuccess: () =>
          toastSuccess(
            isEnabled ? `The sync of ${what()} is on again.` : `The sync of ${what()} is paused.`,
            isEnabled ? "The next run starts within a minute." : "What is here already stays.",
          ),
        onError: toastProblem,
      },
    );
  return (
    <div class="flex items-center gap-1.5">
      <div class="w-44">
        <Select
          label={`Pace of ${what()}`}
          options={intervalOptions(props.stream.interval_seconds)}
          value={String(props.stream.interval_seconds)}
          onChange={setInterval}
        />
      </div>
      {/* One button, never `disabled`: whoever pressed it keeps the focus. */}
      <IconButton
        label={`${props.stream.is_enabled ? "Pause" : "Resume"} the sync of ${what()}`}
        aria-disabled={change.isPending}
        onClick={() => !change.isPending && setEnabled(!props.stream.is_enabled)}
      >
        <Dynamic component={props.stream.is_enabled ? Pause : Play} class="size-4.5" aria-hidden="true" />
      </IconButton>
    </div>
  );
}
