import { createEffect, createSignal, onCleanup, Show } from "solid-js";
import { useMedia } from "~/lib/media";
import { theme } from "~/lib/theme";
import type { Playback } from "../playback/playback";
import { loadPeaks } from "../playback/waveform-peaks";

/** That of its place, fixed: it is in wavesurfer's style element, which the hosting headers allow by its hash. */
const heightPixels = 40;

/** The shape of the sound, filled up to the position. Until it is known, and for very long recordings, a plain bar. */
export function Waveform(props: { playback: Playback }) {
  const [peaks, setPeaks] = createSignal<{ recordingId: string; shape: number[] }>();
  const shape = () => {
    const known = peaks();
    return known?.recordingId === props.playback.state.recordingId ? known?.shape : undefined;
  };

  createEffect(() => {
    const { source, durationSeconds, recordingId } = props.playback.state;
    if (!source || durationSeconds === null || recordingId === undefined) return;
    // A renewed ticket is for the same sound.
    if (peaks()?.recordingId === recordingId) return;
    const abort = new AbortController();
    onCleanup(() => abort.abort());
    loadPeaks(source, abort.signal).then(
      (loaded) => !abort.signal.aborted && loaded && setPeaks({ recordingId, shape: loaded }),
      (error: unknown) => !abort.signal.aborted && console.warn("The waveform can't be shown.", error),
    );
  });

  // Isolated, for the canvases have a z-index of their own and would lie above the slider.
  return (
    <div class="isolate h-full" aria-hidden="true">
      <Show when={shape()} keyed fallback={<PlainBar playback={props.playback} />}>
        {(known) => <Bars playback={props.playback} shape={known} />}
      </Show>
    </div>
  );
}

function PlainBar(props: { playback: Playback }) {
  const share = () => {
    const { positionSeconds, durationSeconds } = props.playback.state;
    return durationSeconds ? positionSeconds / durationSeconds : 0;
  };
  return (
    <div class="flex h-full items-center">
      <div class="h-1 flex-1 overflow-hidden rounded-full bg-line-strong">
        <div class="h-full rounded-full bg-accent-text" style={{ width: `${share() * 100}%` }} />
      </div>
    </div>
  );
}

function Bars(props: { playback: Playback; shape: number[] }) {
  const prefersDark = useMedia("(prefers-color-scheme: dark)");
  let container: HTMLDivElement | undefined;

  createEffect(() => {
    const { playback, shape } = props;
    // A canvas is drawn in fixed colours: those of the theme, drawn anew when it changes.
    const isCurrentTheme = [theme(), prefersDark()];
    if (!container || isCurrentTheme.length === 0) return;
    const element = container;
    const { color, borderTopColor } = getComputedStyle(element);
    let remove: (() => void) | undefined;
    let isGone = false;
    import("wavesurfer.js").then(
      ({ default: WaveSurfer }) => {
        if (isGone) return;
        const surfer = WaveSurfer.create({
          container: element,
          media: playback.audio,
          peaks: [shape],
          duration: playback.audio.duration,
          height: heightPixels,
          waveColor: borderTopColor,
          progressColor: color,
          cursorWidth: 0,
          barWidth: 2,
          barGap: 1,
          barRadius: 2,
          barMinHeight: 1,
          interact: false,
          hideScrollbar: true,
        });
        remove = () => surfer.destroy();
      },
      (error: unknown) => console.warn("The waveform can't be shown.", error),
    );
    onCleanup(() => {
      isGone = true;
      remove?.();
    });
  });

  return <div ref={container} class="h-full border-line-strong text-accent-text" />;
}
