import { onCleanup } from "solid-js";
import { createStore } from "solid-js/store";
import { Problem } from "~/lib/problem";
import { isFullyLoaded, isStalled, isUndecodable } from "./audio-element";
import { createListening } from "./listening";
import { clampPosition } from "./playback.models";
import { type AudioSource, cannotDecode, isTicketSpent, requestAudioSource, whyNoAudio } from "./ticket";

type PlaybackStatus = "idle" | "loading" | "playing" | "paused" | "failed";

interface PlaybackState {
  recordingId: string | undefined;
  status: PlaybackStatus;
  positionSeconds: number;
  /** Null until the audio has said it. */
  durationSeconds: number | null;
  /** Where the audio comes from, once it was asked for. */
  source: AudioSource | undefined;
  problem: Problem | undefined;
}

const nothing: Omit<PlaybackState, "recordingId"> = {
  status: "idle",
  positionSeconds: 0,
  durationSeconds: null,
  source: undefined,
  problem: undefined,
};

/** A ticket that ends this soon is renewed before it is used. */
const renewalMarginMs = 15_000;

function isGood(source: AudioSource | undefined): boolean {
  return source !== undefined && source.expiresAtMs - Date.now() > renewalMarginMs;
}

/** How long to wait for audio before asking why it doesn't come, at first and again while the server says it does. */
const stallMs = 2000;
const slowStallMs = 10_000;

/**
 * Plays one recording at a time. A ticket is asked for when playing begins, for it is noted as a play; when it ends
 * half-way, a new one is asked for and playing goes on at the same position.
 */
export function createPlayback(initialRecordingId?: string) {
  const audio = new Audio();
  audio.preload = "auto";
  const [state, setState] = createStore<PlaybackState>({ ...nothing, recordingId: initialRecordingId });
  /** Counts what was begun, so that an answer that comes too late can be told. */
  let turn = 0;
  /** A second failure without any progress in between is final. */
  let mayRenew = true;
  /** Where to go on once the audio is there. */
  let resumeAtSeconds: number | undefined;
  let stallTimer: ReturnType<typeof setTimeout> | undefined;

  const listening = createListening(audio);

  function fail(problem: Problem) {
    audio.pause();
    setState({ status: "failed", problem });
  }

  async function begin(positionSeconds: number) {
    const { recordingId } = state;
    if (recordingId === undefined) return;
    turn += 1;
    const current = turn;
    setState({ status: "loading", problem: undefined, positionSeconds });
    try {
      const source = await requestAudioSource(recordingId);
      if (current !== turn) return;
      setState({ source });
      resumeAtSeconds = positionSeconds;
      audio.src = source.url;
      await start(current);
    } catch (error) {
      if (current === turn) fail(error instanceof Problem ? error : cannotDecode);
    }
  }

  async function start(current: number) {
    watchStall(stallMs);
    try {
      await audio.play();
    } catch (error) {
      if (current !== turn) return;
      // A pause or a new source interrupts on purpose, and a failure has its own event.
      const isRefused = error instanceof DOMException && error.name === "NotAllowedError";
      if (isRefused) setState({ status: "paused" });
    }
  }

  /** Finds out why no audio comes, and mends it when a new ticket would. */
  async function investigate() {
    clearTimeout(stallTimer);
    const { source } = state;
    if (!source) return;
    const current = turn;
    const hasFailed = audio.error !== null;
    if (hasFailed) setState({ status: "loading" });
    const problem = await whyNoAudio(source);
    if (current !== turn || (!hasFailed && !isStalled(audio))) return;

    if (!problem && !hasFailed) watchStall(slowStallMs);
    else if (mayRenew && (problem ? isTicketSpent(problem) : !isUndecodable(audio))) {
      mayRenew = false;
      await begin(state.positionSeconds);
    } else fail(problem ?? cannotDecode);
  }

  /** A browser whose ticket has ended asks again and again without a word: a long silence is looked into. */
  function watchStall(afterMs: number) {
    clearTimeout(stallTimer);
    stallTimer = setTimeout(() => isStalled(audio) && void investigate(), afterMs);
  }

  function play() {
    // Safari lets a page play after a wait only when the element was touched during the click.
    if (!state.source) audio.load();
    mayRenew = true;
    const hasEnded = state.durationSeconds !== null && state.positionSeconds >= state.durationSeconds - 0.05;
    const canGoOn = !state.problem && !audio.error && (isFullyLoaded(audio) || isGood(state.source));
    if (!canGoOn) {
      void begin(hasEnded ? 0 : state.positionSeconds);
      return;
    }
    if (hasEnded) audio.currentTime = 0;
    void start(turn);
  }

  function pause() {
    if (state.status === "loading") {
      turn += 1;
      setState({ status: "paused" });
    }
    audio.pause();
  }

  function seek(seconds: number) {
    const positionSeconds = clampPosition(seconds, state.durationSeconds);
    setState({ positionSeconds });
    if (audio.readyState >= audio.HAVE_METADATA && !audio.error) audio.currentTime = positionSeconds;
    else resumeAtSeconds = positionSeconds;
  }

  function select(recordingId: string | undefined) {
    if (recordingId === state.recordingId) return;
    turn += 1;
    audio.pause();
    audio.removeAttribute("src");
    audio.load();
    setState({ ...nothing, recordingId });
  }

  const listeners: { [Name in keyof HTMLMediaElementEventMap]?: () => void } = {
    loadedmetadata: () => {
      setState({ durationSeconds: Number.isFinite(audio.duration) ? audio.duration : null });
      if (resumeAtSeconds !== undefined && resumeAtSeconds > 0) audio.currentTime = resumeAtSeconds;
      resumeAtSeconds = undefined;
    },
    playing: () => {
      clearTimeout(stallTimer);
      setState({ status: "playing" });
    },
    waiting: () => {
      if (!audio.paused) setState({ status: "loading" });
      watchStall(stallMs);
    },
    pause: () => audio.src && !audio.error && state.status === "playing" && setState({ status: "paused" }),
    ended: () => setState({ status: "paused", positionSeconds: audio.duration }),
    timeupdate: () => {
      if (resumeAtSeconds !== undefined || audio.readyState < audio.HAVE_METADATA) return;
      if (audio.currentTime > state.positionSeconds) mayRenew = true;
      setState({ positionSeconds: audio.currentTime });
    },
    error: () => void investigate(),
  };
  for (const [name, listener] of Object.entries(listeners)) audio.addEventListener(name, listener);
  onCleanup(() => {
    turn += 1;
    clearTimeout(stallTimer);
    for (const [name, listener] of Object.entries(listeners)) audio.removeEventListener(name, listener);
    audio.pause();
    audio.removeAttribute("src");
    audio.load();
  });

  return {
    ...listening,
    audio,
    state,
    select,
    play,
    pause,
    seek,
    toggle: () => (state.status === "playing" || state.status === "loading" ? pause() : play()),
    skip: (seconds: number) => seek(state.positionSeconds + seconds),
    /** A source that a recording can still be fetched from, whatever is selected meanwhile. @throws Problem */
    freshSource: async (recordingId: string): Promise<AudioSource> => {
      const { source } = state;
      if (source && recordingId === state.recordingId && isGood(source)) return source;
      return requestAudioSource(recordingId);
    },
  };
}

export type Playback = ReturnType<typeof createPlayback>;
