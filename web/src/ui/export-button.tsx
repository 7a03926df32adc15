import Download from "lucide-solid/icons/download";
import X from "lucide-solid/icons/x";
import { createSignal, onCleanup, Show } from "solid-js";
import type { ExportRun } from "~/lib/download-csv";
import { formatCount, formatInteger } from "~/lib/format";
import { Button } from "./button";
import { IconButton } from "./icon-button";
import { toastProblem, toastSuccess } from "./toasts";

interface ExportButtonProps {
  /** One row in a word: "call". */
  what: string;
  /** Several of them, where an s alone doesn't make the plural. */
  whatPlural?: string;
  /** Makes the file, says how many rows it has so far, and gives how many there are in the end. */
  onExport: (run: ExportRun) => Promise<number>;
  /** How many rows there will be, where that is known. */
  total?: number | undefined;
  disabled?: boolean;
}

/** Saves a list as a file, shows how far that is, and stops on a click. */
export function ExportButton(props: ExportButtonProps) {
  const [rowCount, setRowCount] = createSignal<number>();
  const isBusy = () => rowCount() !== undefined;
  const countWords = (count: number) => formatCount(count, props.what, props.whatPlural);
  const progress = () =>
    props.total === undefined
      ? countWords(rowCount() ?? 0)
      : `${formatInteger(rowCount() ?? 0)} of ${countWords(props.total)}`;
  let running: AbortController | undefined;
  // Another page, organization or person comes in place of this button, and nobody waits for its file any more.
  onCleanup(() => running?.abort());

  async function run() {
    const controller = new AbortController();
    running = controller;
    setRowCount(0);
    try {
      const count = await props.onExport({ onProgress: setRowCount, signal: controller.signal });
      toastSuccess(`${countWords(count)} exported.`);
    } catch (error) {
      if (controller.signal.aborted) toastSuccess("Export stopped. Nothing was saved.");
      else toastProblem(error);
    } finally {
      running = undefined;
      setRowCount(undefined);
    }
  }

  return (
    <div class="flex items-center">
      <Button
        variant="quiet"
        size="small"
        class="pointer-coarse:min-h-10!"
        isBusy={isBusy()}
        disabled={props.disabled && !isBusy()}
        onClick={() => void run()}
      >
        <Show when={isBusy()} fallback={<Download class="size-4" aria-hidden="true" />}>
          {progress()}
        </Show>
        {isBusy() ? "" : "CSV"}
      </Button>
      <Show when={isBusy()}>
        <IconButton class="pointer-coarse:size-10!" label="Stop the export" onClick={() => running?.abort()}>
          <X class="size-4" aria-hidden="true" />
        </IconButton>
      </Show>
    </div>
  );
}
