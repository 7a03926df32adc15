import { createEffect, on, Show } from "solid-js";
import { formatInterval } from "~/lib/format";
import type { Problem } from "~/lib/problem";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { createPlayback, type Playback } from "../playback/playback";
import { DownloadButton } from "./download-button";
import { ListeningSettings } from "./listening-settings";
import { PositionSlider } from "./position-slider";
import { type Neighbours, TransportButtons } from "./transport-buttons";

/** Plays one recording, wherever it is put. Nothing is fetched before someone presses play. */
export function RecordingPlayer(props: { recordingId: string }) {
  const playback = createPlayback();
  createEffect(on(() => props.recordingId, playback.select));
  return <PlayerControls playback={playback} recordingId={props.recordingId} />;
}

interface PlayerControlsProps {
  playback: Playback;
  recordingId: string;
  /** Without it there are no buttons to other recordings. */
  neighbours?: Neighbours;
}

/** The controls of a player: beside each other where there is room, else below each other. */
export function PlayerControls(props: PlayerControlsProps) {
  const { can } = useOrganization();
  return (
    <div class="@container">
      <div class="flex flex-wrap items-center justify-center gap-x-5 gap-y-2 @sm:justify-between @2xl:flex-nowrap">
        <TransportButtons playback={props.playback} neighbours={props.neighbours} />
        <div class="order-first min-w-0 basis-full @2xl:order-none @2xl:flex-1 @2xl:basis-0">
          <Show when={props.playback.state.problem} fallback={<PositionSlider playback={props.playback} />}>
            {(problem) => <NotPlayable problem={problem()} onRetry={() => props.playback.play()} />}
          </Show>
        </div>
        <Show when={!props.playback.state.problem}>
          <div class="flex items-center gap-1">
            <ListeningSettings playback={props.playback} />
            <Show when={can("manager")}>
              <DownloadButton playback={props.playback} recordingId={props.recordingId} />
            </Show>
          </div>
        </Show>
      </div>
    </div>
  );
}

function NotPlayable(props: { problem: Problem; onRetry: () => void }) {
  const wait = () => props.problem.retryAfterSeconds;
  return (
    <Notice
      tone="negative"
      title={props.problem.message}
      action={
        <Button size="small" onClick={() => props.onRetry()}>
          Try again
        </Button>
      }
    >
      {props.problem.hint}
      <Show when={wait()}>{(seconds) => ` You can try again in ${formatInterval(seconds())}.`}</Show>
    </Notice>
  );
}
