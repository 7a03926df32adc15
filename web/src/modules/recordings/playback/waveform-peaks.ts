import { peaksOf } from "./playback.models";
import { type AudioSource, fetchAudio } from "./ticket";

/** Enough for bars of 3 px across the widest player. */
const peakCount = 600;

/** About half an hour of a call; decoding more would take a phone too much memory. */
const mostBytes = 32 * 1024 * 1024;

/** Telephone quality: all that a waveform of this width can show. */
const sampleRateHz = 8000;

/** The waveform of a recording; null for one too long to be decoded here. @throws Problem, DOMException */
export async function loadPeaks(source: AudioSource, signal: AbortSignal): Promise<number[] | null> {
  const response = await fetchAudio(source, signal);
  if (Number(response.headers.get("content-length")) > mostBytes) {
    await response.body?.cancel();
    return null;
  }
  const encoded = await response.arrayBuffer();
  const decoded = await new OfflineAudioContext(1, 1, sampleRateHz).decodeAudioData(encoded);
  return peaksOf(decoded.getChannelData(0), peakCount);
}
