import Pause from "lucide-solid/icons/pause";
import Play from "lucide-solid/icons/play";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import RotateCw from "lucide-solid/icons/rotate-cw";
import SkipBack from "lucide-solid/icons/skip-back";
import SkipForward from "lucide-solid/icons/skip-forward";
import { Match, Show, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import { IconButton } from "~/ui/icon-button";
import { Spinner } from "~/ui/spinner";
import type { Playback } from "../playback/playback";
import { buttonSkipSeconds } from "../playback/playback.models";

/** The recordings around the one that plays, in the list it was chosen from. */
export interface Neighbours {
  previous: string | undefined;
  next: string | undefined;
  onOpen: (recordingId: string) => void;
}

interface TransportButtonsProps {
  playback: Playback;
  /** Without it there are no buttons to other recordings. */
  neighbours?: Neighbours | undefined;
}

export function TransportButtons(props: TransportButtonsProps) {
  const state = () => props.playback.state;
  const isRunning = () => state().status === "playing" || state().status === "loading";
  return (
    <div class="flex items-center justify-center gap-1">
      <Show when={props.neighbours}>
        {(neighbours) => <NeighbourButton direction="previous" neighbours={neighbours()} />}
      </Show>
      <SkipButton playback={props.playback} seconds={-buttonSkipSeconds} />
      <button
        type="button"
        class="mx-0.5 grid size-10 shrink-0 place-items-center rounded-full bg-accent text-on-accent shadow-raised transition-colors hover:bg-accent-hover pointer-coarse:size-12"
        aria-label={isRunning() ? "Pause" : "Play"}
        aria-busy={state().status === "loading"}
        onClick={() => props.playback.toggle()}
      >
        <Switch fallback={<Play class="size-4.5 translate-x-px fill-current" aria-hidden="true" />}>
          <Match when={state().status === "loading"}>
            <Spinner />
          </Match>
          <Match when={state().status === "playing"}>
            <Pause class="size-4.5 fill-current" aria-hidden="true" />
          </Match>
        </Switch>
      </button>
      <SkipButton playback={props.playback} seconds={buttonSkipSeconds} />
      <Show when={props.neighbours}>
        {(neighbours) => <NeighbourButton direction="next" neighbours={neighbours()} />}
      </Show>
    </div>
  );
}

function SkipButton(props: { playback: Playback; seconds: number }) {
  const isBack = () => props.seconds < 0;
  return (
    <IconButton
      class="relative disabled:opacity-40"
      label={`${isBack() ? "Back" : "Forward"} ${Math.abs(props.seconds)} seconds`}
      disabled={props.playback.state.durationSeconds === null}
      onClick={() => props.playback.skip(props.seconds)}
    >
      <Dynamic
        component={isBack() ? RotateCcw : RotateCw}
        class="size-5.5"
        strokeWidth={1.7}
        aria-hidden="true"
      />
      <span
        class="absolute inset-0 grid place-items-center pt-0.5 font-semibold text-[0.5rem]"
        aria-hidden="true"
      >
        {Math.abs(props.seconds)}
      </span>
    </IconButton>
  );
}

function NeighbourButton(props: { direction: "previous" | "next"; neighbours: Neighbours }) {
  const recordingId = () => props.neighbours[props.direction];
  return (
    <IconButton
      class="disabled:opacity-40"
      label={props.direction === "next" ? "Next recording" : "Previous recording"}
      disabled={recordingId() === undefined}
      onClick={() => {
        const id = recordingId();
        if (id !== undefined) props.neighbours.onOpen(id);
      }}
    >
      <Dynamic
        component={props.direction === "next" ? SkipForward : SkipBack}
        class="size-4.5"
        aria-hidden="true"
      />
    </IconButton>
  );
}
