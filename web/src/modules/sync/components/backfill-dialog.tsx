import { createMemo, createSignal, Show } from "solid-js";
import { formatDateTime } from "~/lib/format";
import { describe } from "~/lib/problem";
import { dayOf } from "~/lib/time-zone";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { ChoiceCards } from "~/ui/choice-cards";
import { Dialog } from "~/ui/dialog";
import { Notice } from "~/ui/notice";
import { TextField } from "~/ui/text-field";
import { backfillErrors, backfillRange, type HistoryStream, proposeBackfill } from "../backfill.models";
import type { SyncStream } from "../sync.models";
import { useRequestBackfill } from "../sync-jobs.queries";

interface BackfillDialogProps {
  streams: SyncStream[];
  onClose: () => void;
  onStarted: (jobId: string) => void;
}

const streamOptions: { value: HistoryStream; label: string; explanation: string }[] = [
  { value: "calls", label: "Calls", explanation: "With their recordings." },
  { value: "sms_messages", label: "Messages", explanation: "Every text message." },
];

/** Asks for a range of the past to be read. */
export function BackfillDialog(props: BackfillDialogProps) {
  const { organization } = useOrganization();
  const request = useRequestBackfill(organization().id);
  const timeZone = () => organization().time_zone;
  const [stream, setStream] = createSignal<HistoryStream>("calls");
  const [typed, setTyped] = createSignal<{ from?: string; to?: string }>({});
  const [wasSubmitted, setWasSubmitted] = createSignal(false);

  const row = createMemo(() => props.streams.find((candidate) => candidate.stream === stream()));
  const days = createMemo(() => ({ ...proposeBackfill(row(), timeZone(), new Date()), ...typed() }));
  const errors = createMemo(() => backfillErrors(days(), dayOf(new Date(), timeZone())));
  const shownErrors = () => (wasSubmitted() ? errors() : {});
  const loadedSince = () => {
    const earliest = row()?.earliest;
    return earliest ? formatDateTime(earliest, timeZone(), "full") : undefined;
  };

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setWasSubmitted(true);
    const integrationId = row()?.integration_id;
    if (!integrationId || Object.keys(errors()).length > 0) return;
    const range = backfillRange(days(), timeZone(), new Date());
    request.mutate(
      { integrationId, stream: stream(), ...range },
      { onSuccess: (job) => props.onStarted(job.id) },
    );
  }

  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title="Load history"
      description="Reads a range of the past from MightyCall, newest first. Rows that are here already are not doubled."
      footer={
        <>
          <Button onClick={() => props.onClose()}>Close</Button>
          <Button type="submit" form="backfill" variant="primary" isBusy={request.isPending}>
            Load history
          </Button>
        </>
      }
    >
      <form id="backfill" class="flex flex-col gap-5 pt-1" onSubmit={submit} noValidate>
        <ChoiceCards
          label="What to load"
          options={streamOptions}
          value={stream()}
          onChange={(value) => {
            setStream(value);
            setTyped({});
          }}
        />
        <div class="grid gap-4 sm:grid-cols-2">
          <TextField
            label="From"
            type="date"
            value={days().from}
            onChange={(from) => setTyped({ ...typed(), from })}
            error={shownErrors().from}
          />
          <TextField
            label="To"
            type="date"
            value={days().to}
            onChange={(to) => setTyped({ ...typed(), to })}
            error={shownErrors().to}
          />
        </div>
        <p class="text-ink-muted text-sm">
          Whole days in {timeZone().replaceAll("_", " ")}.{" "}
          <Show when={loadedSince()} fallback="Nothing of this kind has been loaded yet.">
            Everything since {loadedSince()} is here already.
          </Show>
        </p>
        <Show when={request.isError}>
          <Notice tone="negative" title={describe(request.error).message}>
            {describe(request.error).hint}
          </Notice>
        </Show>
      </form>
    </Dialog>
  );
}
