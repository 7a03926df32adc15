import { createSignal, onCleanup, Show } from "solid-js";
import { recordExport } from "~/lib/download-csv";
import { formatCount } from "~/lib/format";
import { saveFile } from "~/lib/save-file";
import { supabase } from "~/lib/supabase";
import { useOrganization } from "~/modules/organizations/organization.context";
import { SettingsSection } from "~/modules/settings/components/settings-section";
import { Button } from "~/ui/button";
import { Spinner } from "~/ui/spinner";
import { toastProblem, toastSuccess } from "~/ui/toasts";
import { takeoutFileName } from "../takeout.models";
import { readEverything } from "../takeout.requests";

/** All that an org has here, as one file. For its owners. */
export function TakeoutSection() {
  const { organization } = useOrganization();
  const [rowCount, setRowCount] = createSignal<number>();
  const isReading = () => rowCount() !== undefined;
  let reading: AbortController | undefined;
  onCleanup(() => reading?.abort());

  async function run() {
    const { id, slug } = organization();
    reading = new AbortController();
    const { signal } = reading;
    setRowCount(0);
    try {
      const everything = await readEverything(supabase(), id, signal, setRowCount);
      // Noted first: an export that the audit log does not know is not handed over.
      await recordExport(id, "everything", everything.rowCount, {});
      saveFile(everything.file, takeoutFileName(slug, new Date()));
      toastSuccess(`${formatCount(everything.rowCount, "row")} exported.`);
    } catch (error) {
      if (!signal.aborted) toastProblem(error);
    } finally {
      setRowCount(undefined);
    }
  }

  return (
    <SettingsSection
      title="Take your data along"
      description="Everything that your organization has here, as one file of JSON lines. Without the recordings' audio, which stays at MightyCall, and without keys."
    >
      {/* One button for both, so that the focus stays where it is. */}
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button onClick={() => (isReading() ? reading?.abort() : void run())}>
          {isReading() ? "Cancel" : "Export everything"}
        </Button>
        <p role="status" class="flex items-center gap-2 text-ink-muted text-sm">
          <Show when={isReading()}>
            <Spinner />
            {formatCount(rowCount() ?? 0, "row")} so far. Keep this page open.
          </Show>
        </p>
      </div>
    </SettingsSection>
  );
}
