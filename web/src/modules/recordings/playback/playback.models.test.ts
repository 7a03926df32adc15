import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clampPosition,
  parsePlaybackRate,
  peaksOf,
  playbackRates,
  recordingFileName,
  skipOfKey,
} from "./playback.models.ts";

describe("clampPosition", () => {
  it.each([
    [-5, 20, 0],
    [7, 20, 7],
    [25, 20, 20],
    [-5, null, 0],
    [25, null, 25],
  ])("takes %d s of %s s to %d s", (seconds, duration, position) => {
    expect(clampPosition(seconds, duration)).toBe(position);
  });
});

describe("parsePlaybackRate", () => {
  it("knows every rate again, and takes nothing else for one", () => {
    for (const rate of playbackRates) expect(parsePlaybackRate(String(rate))).toBe(rate);
    for (const text of [null, "", "16", "-1", "fast"]) expect(parsePlaybackRate(text)).toBe(1);
  });
});

describe("skipOfKey", () => {
  it("skips as far back as forward", () => {
    expect(skipOfKey("ArrowRight")).toBe(5);
    expect(skipOfKey("ArrowLeft")).toBe(-5);
    expect(skipOfKey("PageUp")).toBe(30);
    expect(skipOfKey("PageDown")).toBe(-30);
  });

  it("leaves other keys alone", () => {
    expect(skipOfKey("Tab")).toBeNull();
    expect(skipOfKey("a")).toBeNull();
  });
});

describe("peaksOf", () => {
  it("has as many peaks as asked for, all from 0 to 1, and a 1 unless it is silent", () => {
    const anySamples = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(anySamples, fc.integer({ min: 1, max: 50 }), (samples, count) => {
        const peaks = peaksOf(Float32Array.from(samples), count);
        expect(peaks).toHaveLength(count);
        expect(peaks.every((peak) => peak >= 0 && peak <= 1)).toBe(true);
        expect(Math.max(...peaks)).toBe(samples.some((sample) => sample !== 0) ? 1 : 0);
      }),
    );
  });

  it("shows a moment where it is, whichever side of zero it is on", () => {
    expect(peaksOf(Float32Array.from([0, 0, -0.5, 0, 0.25, 0]), 3)).toEqual([0, 1, 0.5]);
  });
});

describe("recordingFileName", () => {
  it("tells when and with whom, in the org's time zone", () => {
    const name = recordingFileName("2026-03-01T04:05:00Z", "+15550100900", "audio/wav", "America/New_York");
    expect(name).toBe("2026-02-28 23.05 +15550100900.wav");
  });

  it("takes nothing from a number that could lead elsewhere", () => {
    const name = recordingFileName("2026-03-01T04:05:00Z", "../../x:y", "audio/mpeg; a=b", "UTC");
    expect(name).toBe("2026-03-01 04.05 xy.mp3");
  });
});
