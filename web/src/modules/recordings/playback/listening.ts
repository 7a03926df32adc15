import { createSignal } from "solid-js";
import { readStored, writeStored } from "~/lib/stored";
import { parsePlaybackRate } from "./playback.models";

const rateKey = "victorysync.playback-rate";

// How a person likes to listen holds for every recording; how fast, the next time too.
const [rate, setRate] = createSignal(parsePlaybackRate(readStored(rateKey)));
const [volume, setVolume] = createSignal(1);
const [isMuted, setIsMuted] = createSignal(false);

/** How fast and how loud an element plays: as the one before it, until it is changed. */
export function createListening(audio: HTMLAudioElement) {
  function applyRate() {
    // A new source goes back to the default rate.
    audio.defaultPlaybackRate = rate();
    audio.playbackRate = rate();
  }
  function applyVolume() {
    audio.volume = volume();
    audio.muted = isMuted();
  }
  applyRate();
  applyVolume();

  return {
    rate,
    volume,
    isMuted,
    setRate: (value: number) => {
      setRate(value);
      writeStored(rateKey, String(value));
      applyRate();
    },
    setVolume: (value: number) => {
      setVolume(value);
      setIsMuted(false);
      applyVolume();
    },
    toggleMuted: () => {
      setIsMuted(!isMuted());
      applyVolume();
    },
  };
}
