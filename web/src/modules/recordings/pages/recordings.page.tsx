import { useSearchParams } from "@solidjs/router";
import AudioLines from "lucide-solid/icons/audio-lines";
import { createEffect, createMemo, on, Show } from "solid-js";
import { downloadCsv, type ExportRun } from "~/lib/download-csv";
import { formatCount } from "~/lib/format";
import { useToday } from "~/lib/today";
import { useInfiniteQuery, useQuery } from "~/lib/use-query";
import { phoneNumbersOptions } from "~/modules/numbers/numbers.queries";
import { useOrganization } from "~/modules/organizations/organization.context";
import { NothingFound } from "~/modules/sync/components/nothing-found";
import { SyncControls } from "~/modules/sync/components/sync-controls";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { ExportButton } from "~/ui/export-button";
import { LoadMore } from "~/ui/load-more";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { QueryView } from "~/ui/query-view";
import { Skeleton, SkeletonRows } from "~/ui/skeleton";
import { DockedPlayer } from "../components/docked-player";
import { RecordingFiltersForm } from "../components/recording-filters";
import { RecordingsTable } from "../components/recordings-table";
import { createPlayback } from "../playback/playback";
import { recordingCsvColumns } from "../recordings.csv";
import {
  countRecordingFilters,
  neighboursOf,
  parseRecordingFilters,
  type RecordingFilters,
  recordingParams,
} from "../recordings.models";
import {
  recordingCountOptions,
  recordingOptions,
  recordingsOptions,
  recordingsToExport,
} from "../recordings.queries";

export default function RecordingsPage() {
  const { organization, can } = useOrganization();
  const [params, setParams] = useSearchParams();
  const filters = createMemo(() => parseRecordingFilters(params));
  const today = useToday(() => organization().time_zone);
  const scope = () => ({ orgId: organization().id, timeZone: organization().time_zone, today: today() });

  const recordings = useInfiniteQuery(() => recordingsOptions(scope(), filters()));
  const count = useQuery(() => recordingCountOptions(scope(), filters()));
  const numbers = useQuery(() => phoneNumbersOptions(organization().id));
  const knownNumbers = () => (numbers.isPending ? [] : (numbers.data ?? []));
  const numbersById = createMemo(() => new Map(knownNumbers().map((number) => [number.id, number])));
  const rows = createMemo(() =>
    recordings.isPending ? [] : (recordings.data?.pages.flatMap((page) => page.rows) ?? []),
  );

  const openId = () => (typeof params.recording === "string" ? params.recording : undefined);
  const linked = useQuery(() => ({
    ...recordingOptions(organization().id, openId() ?? ""),
    enabled: openId() !== undefined && !rows().some((row) => row.id === openId()),
  }));
  const open = createMemo(() => {
    const id = openId();
    return rows().find((row) => row.id === id) ?? (linked.isPending ? undefined : linked.data?.recording);
  });
  const isLinkDead = () => openId() !== undefined && !linked.isPending && linked.data?.recording === null;
  const playback = createPlayback(openId());
  // The address leads, so that Back and links work; a click has already begun to play what it will name.
  createEffect(on(openId, playback.select, { defer: true }));

  function toggle(recordingId: string) {
    if (recordingId === playback.state.recordingId) return playback.toggle();
    playback.select(recordingId);
    playback.play();
    setParams({ recording: recordingId });
  }
  const exportCsv = (run: ExportRun) =>
    downloadCsv({
      subject: "recordings",
      fileName: `recordings ${today()}.csv`,
      columns: recordingCsvColumns(numbersById(), organization().time_zone),
      scope: scope(),
      filters: filters(),
      notedFilters: { ...recordingParams(filters()) },
      pageAfter: recordingsToExport,
      ...run,
    });
  const change = (changed: Partial<RecordingFilters>) =>
    setParams({ ...recordingParams({ ...filters(), ...changed }) }, { replace: true });
  const reset = () =>
    change({ directions: [], phoneNumberId: "all", extension: "", search: "", minimumSeconds: 0 });

  return (
    <Page
      title="Recordings"
      description={
        can("manager")
          ? "Every recorded call of your organization."
          : "The recorded calls of the numbers assigned to you."
      }
      actions={<SyncControls stream="recordings" />}
    >
      <Show when={isLinkDead()}>
        <Notice tone="caution" title="The recording of this link can't be shown.">
          It doesn't exist, or it belongs to a number that isn't assigned to you.
        </Notice>
      </Show>
      <RecordingFiltersForm filters={filters()} numbers={knownNumbers()} onChange={change} />
      <Card class="overflow-hidden" aria-busy={recordings.isFetching}>
        <div class="flex h-12 items-center justify-between gap-3 border-line border-b pr-2 pl-4 sm:pl-5">
          <p class="text-ink-muted text-sm" role="status">
            <Show when={!count.isPending} fallback={<Skeleton class="h-3.5 w-20" />}>
              {count.data == null
                ? "The number of recordings is unknown"
                : formatCount(count.data, "recording")}
            </Show>
          </p>
          <div class="flex items-center gap-1">
            <Show when={countRecordingFilters(filters()) > 0}>
              <Button variant="quiet" size="small" class="pointer-coarse:min-h-10!" onClick={reset}>
                Clear filters
              </Button>
            </Show>
            <Show when={can("manager")}>
              <ExportButton
                what="recording"
                disabled={rows().length === 0 || numbers.isPending}
                onExport={exportCsv}
              />
            </Show>
          </div>
        </div>
        <QueryView query={recordings} loading={<SkeletonRows count={10} label="Loading the recordings" />}>
          {() => (
            <div classList={{ "opacity-60 transition-opacity": recordings.isPlaceholderData }}>
              <Show
                when={rows().length > 0}
                fallback={
                  <NothingFound
                    stream="recordings"
                    icon={AudioLines}
                    what="recordings"
                    one="recording"
                    period={filters().period}
                    nothingIn={(period) =>
                      `No call in ${period} was recorded. Whether calls are recorded is set in MightyCall.`
                    }
                    isFiltered={countRecordingFilters(filters()) > 0}
                    isWithoutNumbers={numbers.isSuccess && knownNumbers().length === 0}
                    onPeriod={(period) => change({ period })}
                    onReset={reset}
                  />
                }
              >
                <RecordingsTable
                  recordings={rows()}
                  today={today()}
                  numbersById={numbersById()}
                  playback={playback}
                  onOpen={toggle}
                />
                <LoadMore
                  hasMore={recordings.hasNextPage}
                  isLoading={recordings.isFetchingNextPage}
                  hasFailed={recordings.isFetchNextPageError}
                  onLoad={() => void recordings.fetchNextPage()}
                  label="Load older recordings"
                />
              </Show>
            </div>
          )}
        </QueryView>
      </Card>
      <Show when={open()}>
        {(recording) => (
          <DockedPlayer
            recording={recording()}
            number={numbersById().get(recording().phone_number_id ?? "")}
            playback={playback}
            neighbours={{ ...neighboursOf(rows(), recording().id), onOpen: toggle }}
            onClose={() => setParams({ recording: undefined })}
          />
        )}
      </Show>
    </Page>
  );
}
