import { createSignal } from "solid-js";
import { formatDuration, unknown } from "~/lib/format";
import type { Playback } from "../playback/playback";
import { skipOfKey } from "../playback/playback.models";
import { Waveform } from "./waveform";

/** Where in the audio one is: seen on the waveform, moved by dragging on it or by the arrow keys. */
export function PositionSlider(props: { playback: Playback }) {
  // A drag asks for the audio once it ends, not at each place on its way.
  const [draggedTo, setDraggedTo] = createSignal<number>();
  const state = () => props.playback.state;
  const duration = () => state().durationSeconds;
  const position = () => draggedTo() ?? state().positionSeconds;
  const total = () => {
    const seconds = duration();
    return seconds === null ? unknown : formatDuration(seconds);
  };

  function settle(seconds: number) {
    setDraggedTo(undefined);
    props.playback.seek(seconds);
  }

  function onKeyDown(event: KeyboardEvent) {
    const skip = skipOfKey(event.key);
    if (skip !== null) props.playback.skip(skip);
    else if (event.key === " ") props.playback.toggle();
    else return;
    event.preventDefault();
  }

  return (
    <div class="flex min-w-0 items-center gap-3">
      <span class="w-10 shrink-0 text-right text-ink-muted text-xs">{formatDuration(position())}</span>
      <div class="relative h-10 min-w-0 flex-1 rounded-md has-focus-visible:outline-2 has-focus-visible:outline-accent-text has-focus-visible:outline-offset-4">
        <Waveform playback={props.playback} />
        <div
          class="pointer-events-none absolute inset-y-0 w-0.5 -translate-x-1/2 rounded-full bg-accent-text"
          classList={{ hidden: !duration() }}
          style={{ left: `${(position() / (duration() || 1)) * 100}%` }}
        />
        <input
          type="range"
          aria-label="Position"
          aria-valuetext={`${formatDuration(position())} of ${total()}`}
          class="absolute inset-0 m-0 size-full cursor-pointer appearance-none opacity-0 disabled:cursor-default [&::-moz-range-thumb]:size-px [&::-moz-range-thumb]:border-0 [&::-webkit-slider-thumb]:size-px [&::-webkit-slider-thumb]:appearance-none"
          min={0}
          max={duration() ?? 0}
          step={0.1}
          value={position()}
          disabled={duration() === null}
          onInput={(event) => setDraggedTo(event.currentTarget.valueAsNumber)}
          onChange={(event) => settle(event.currentTarget.valueAsNumber)}
          onKeyDown={onKeyDown}
        />
      </div>
      <span class="w-10 shrink-0 text-ink-muted text-xs">{total()}</span>
    </div>
  );
}
