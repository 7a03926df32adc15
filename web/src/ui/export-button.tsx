import Download from "lucide-solid/icons/download";
import { createSignal } from "solid-js";
import { formatCount } from "~/lib/format";
import { Button } from "./button";
import { toastProblem, toastSuccess } from "./toasts";

interface ExportButtonProps {
  /** One row in a word: "call". */
  what: string;
  /** Makes the file, says how many rows it has so far, and gives how many there are in the end. */
  onExport: (onProgress: (rowCount: number) => void) => Promise<number>;
  disabled?: boolean;
}

/** Saves a list as a file, and shows how far that is. */
export function ExportButton(props: ExportButtonProps) {
  const [rowCount, setRowCount] = createSignal<number>();
  const isBusy = () => rowCount() !== undefined;

  async function run() {
    setRowCount(0);
    try {
      toastSuccess(`${formatCount(await props.onExport(setRowCount), props.what)} exported.`);
    } catch (error) {
      toastProblem(error);
    } finally {
      setRowCount(undefined);
    }
  }

  return (
    <Button
      variant="quiet"
      size="small"
      class="pointer-coarse:min-h-10!"
      isBusy={isBusy()}
      disabled={props.disabled}
      onClick={() => void run()}
    >
      {isBusy() ? formatCount(rowCount() ?? 0, props.what) : <Download class="size-4" aria-hidden="true" />}
      {isBusy() ? "" : "CSV"}
    </Button>
  );
}
