export const playbackRates = [0.75, 1, 1.25, 1.5, 1.75, 2] as const;

/** The rate that a browser remembered; the usual one when that is none of the rates to choose from. */
export function parsePlaybackRate(text: string | null): number {
  return playbackRates.find((rate) => String(rate) === text) ?? 1;
}

/** How far the buttons and the arrow keys skip. */
export const buttonSkipSeconds = 10;
const arrowSkipSeconds = 5;
const pageSkipSeconds = 30;

/** A position within the audio; only its start is known while its length isn't. */
export function clampPosition(seconds: number, durationSeconds: number | null): number {
  return Math.max(0, Math.min(seconds, durationSeconds ?? Number.POSITIVE_INFINITY));
}

/** How far a key skips on the position slider; null for a key that doesn't. */
export function skipOfKey(key: string): number | null {
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return arrowSkipSeconds;
    case "ArrowLeft":
    case "ArrowDown":
      return -arrowSkipSeconds;
    case "PageUp":
      return pageSkipSeconds;
    case "PageDown":
      return -pageSkipSeconds;
    default:
      return null;
  }
}

/** The loudest moment of each of so many equal stretches, scaled so that the loudest of all is 1. */
export function peaksOf(samples: Float32Array, count: number): number[] {
  const peaks = Array.from({ length: count }, (_, index) => {
    const start = Math.floor((index * samples.length) / count);
    const end = Math.floor(((index + 1) * samples.length) / count);
    let peak = 0;
    for (let at = start; at < end; at += 1) peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    return peak;
  });
  const loudest = Math.max(...peaks);
  return loudest > 0 ? peaks.map((peak) => peak / loudest) : peaks;
}

const extensions: Record<string, string> = {
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/ogg": "ogg",
};

/** A name for a saved recording that sorts by time: "2026-03-01 14.05 +15550100900.wav". */
export function recordingFileName(
  startedAt: string,
  counterpart: string | null,
  contentType: string | null,
  timeZone: string,
): string {
  // The Swedish locale writes ISO 8601; a colon is no part of a file name everywhere.
  const local = new Date(startedAt).toLocaleString("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  const who = counterpart?.replace(/[^\p{L}\p{N}+ ]/gu, "") || "unknown";
  const extension = extensions[contentType?.split(";")[0]?.trim() ?? ""] ?? "wav";
  return `${local.replace(":", ".")} ${who}.${extension}`;
}
