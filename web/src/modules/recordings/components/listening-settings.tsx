import Volume2 from "lucide-solid/icons/volume-2";
import VolumeX from "lucide-solid/icons/volume-x";
import { Dynamic } from "solid-js/web";
import { IconButton } from "~/ui/icon-button";
import { Select } from "~/ui/select";
import type { Playback } from "../playback/playback";
import { playbackRates } from "../playback/playback.models";

const rateOptions = playbackRates.map((rate) => ({ value: String(rate), label: `${rate}×` }));

/** How fast and how loud. */
export function ListeningSettings(props: { playback: Playback }) {
  const isSilent = () => props.playback.isMuted() || props.playback.volume() === 0;
  return (
    <>
      <div class="w-21">
        <Select
          label="Speed"
          options={rateOptions}
          value={String(props.playback.rate())}
          neutralValue="1"
          onChange={(rate) => props.playback.setRate(Number(rate))}
        />
      </div>
      <IconButton label={isSilent() ? "Unmute" : "Mute"} onClick={() => props.playback.toggleMuted()}>
        <Dynamic component={isSilent() ? VolumeX : Volume2} class="size-4.5" aria-hidden="true" />
      </IconButton>
      {/* Phones have buttons for it, and some let no page set it. */}
      <input
        type="range"
        aria-label="Volume"
        aria-valuetext={`${Math.round(props.playback.volume() * 100)} %`}
        class="w-18 accent-accent-text pointer-coarse:hidden"
        min={0}
        max={1}
        step={0.05}
        value={props.playback.isMuted() ? 0 : props.playback.volume()}
        onInput={(event) => props.playback.setVolume(event.currentTarget.valueAsNumber)}
      />
    </>
  );
}
