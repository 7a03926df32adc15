import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem } from "~/lib/problem";
import { createPlayback } from "./playback.ts";
import { type AudioSource, requestAudioSource, whyNoAudio } from "./ticket.ts";

vi.mock("./ticket.ts", async (original) => ({
  ...(await original<typeof import("./ticket.ts")>()),
  requestAudioSource: vi.fn(),
  whyNoAudio: vi.fn(),
}));

const spent = new Problem("rejected", "This link to a recording has expired.", { code: "ticket_not_valid" });
const gone = new Problem("rejected", "This recording is not available.", { code: "recording_not_available" });

/** An audio element that does nothing until it is told what happens to it. */
class FakeAudio extends EventTarget {
  readonly HAVE_METADATA = 1;
  readonly HAVE_FUTURE_DATA = 3;
  src = "";
  currentTime = 0;
  duration = Number.NaN;
  paused = true;
  readyState = 0;
  error: { code: number; MEDIA_ERR_DECODE: number } | null = null;
  buffered = { length: 0, start: () => 0, end: () => 0 };
  async play() {
    this.paused = false;
  }
  pause() {
    this.paused = true;
  }
  load() {
    this.error = null;
    this.readyState = 0;
  }
  removeAttribute() {
    this.src = "";
  }
  happen(name: string) {
    this.dispatchEvent(new Event(name));
  }
  becomeReady() {
    Object.assign(this, { duration: 60, readyState: 4, error: null });
    this.happen("loadedmetadata");
    this.happen("playing");
  }
  reach(seconds: number) {
    this.currentTime = seconds;
    this.happen("timeupdate");
  }
  runDry() {
    this.readyState = 2;
    this.happen("waiting");
  }
  break(code: number) {
    this.error = { code, MEDIA_ERR_DECODE: 3 };
    this.happen("error");
  }
}

let audio: FakeAudio;
let tickets = 0;

beforeEach(() => {
  vi.useFakeTimers();
  tickets = 0;
  vi.stubGlobal("Audio", function createAudio() {
    audio = new FakeAudio();
    return audio;
  });
  vi.mocked(requestAudioSource).mockImplementation(async (recordingId): Promise<AudioSource> => {
    tickets += 1;
    return { url: `https://audio.example/${recordingId}/${tickets}`, expiresAtMs: Date.now() + 600_000 };
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.resetAllMocks();
});

const settled = () => vi.advanceTimersByTimeAsync(0);

async function playing(recordingId = "a") {
  const playback = createPlayback(recordingId);
  playback.play();
  await settled();
  audio.becomeReady();
  return playback;
}

describe("playback", () => {
  it("asks for no ticket before someone presses play, for a ticket is noted as a play", async () => {
    const playback = createPlayback("a");
    playback.seek(5);
    playback.select("b");
    await settled();
    expect(requestAudioSource).not.toHaveBeenCalled();
    playback.play();
    await settled();
    expect(requestAudioSource).toHaveBeenCalledExactlyOnceWith("b");
  });

  it("goes on after a pause with the ticket it has", async () => {
    const playback = await playing();
    playback.pause();
    playback.play();
    await settled();
    expect(tickets).toBe(1);
  });

  it("asks for a new ticket after a pause that the old one didn't outlast", async () => {
    const playback = await playing();
    audio.reach(20);
    playback.pause();
    vi.setSystemTime(Date.now() + 600_000);
    playback.play();
    await settled();
    audio.becomeReady();
    expect({ tickets, at: audio.currentTime }).toEqual({ tickets: 2, at: 20 });
  });

  it("goes on at the same position when the ticket ends while it plays and the browser says nothing", async () => {
    const playback = await playing();
    audio.reach(42);
    vi.mocked(whyNoAudio).mockResolvedValue(spent);
    audio.runDry();
    await vi.advanceTimersByTimeAsync(2000);
    expect(audio.src).toBe("https://audio.example/a/2");
    audio.currentTime = 0;
    audio.becomeReady();
    expect({ at: audio.currentTime, status: playback.state.status }).toEqual({ at: 42, status: "playing" });
  });

  it("waits for a slow connection instead of giving up", async () => {
    const playback = await playing();
    vi.mocked(whyNoAudio).mockResolvedValue(null);
    audio.runDry();
    await vi.advanceTimersByTimeAsync(30_000);
    expect({ tickets, status: playback.state.status }).toEqual({ tickets: 1, status: "loading" });
  });

  it("says in the server's words why there is no audio, and tries anew when asked to", async () => {
    const playback = createPlayback("a");
    playback.play();
    await settled();
    vi.mocked(whyNoAudio).mockResolvedValue(gone);
    audio.break(4);
    await settled();
    expect(playback.state).toMatchObject({ status: "failed", problem: gone });
    playback.play();
    await settled();
    audio.becomeReady();
    expect({ status: playback.state.status, problem: playback.state.problem }).toEqual({ status: "playing" });
  });

  it("renews a ticket once, not for ever, when that doesn't help", async () => {
    const playback = createPlayback("a");
    playback.play();
    await settled();
    vi.mocked(whyNoAudio).mockResolvedValue(spent);
    audio.break(4);
    await settled();
    audio.break(4);
    await settled();
    expect({ tickets, status: playback.state.status }).toEqual({ tickets: 2, status: "failed" });
  });

  it("asks for no new ticket when it is the audio that can't be read", async () => {
    const playback = await playing();
    vi.mocked(whyNoAudio).mockResolvedValue(null);
    audio.break(3);
    await settled();
    expect({ tickets, status: playback.state.status }).toEqual({ tickets: 1, status: "failed" });
  });

  it("plays what was chosen last, though an earlier answer comes later", async () => {
    let answerFirst: (source: AudioSource) => void = () => {};
    vi.mocked(requestAudioSource).mockImplementationOnce(
      () => new Promise((resolve) => (answerFirst = resolve)),
    );
    const playback = createPlayback("a");
    playback.play();
    playback.select("b");
    playback.play();
    await settled();
    answerFirst({ url: "https://audio.example/a/late", expiresAtMs: Date.now() + 600_000 });
    await settled();
    expect(audio.src).toBe("https://audio.example/b/1");
  });

  it("hands out the source of the recording asked for, not of the one selected meanwhile", async () => {
    const playback = await playing("a");
    expect(await playback.freshSource("a")).toMatchObject({ url: "https://audio.example/a/1" });
    playback.select("b");
    expect(await playback.freshSource("a")).toMatchObject({ url: "https://audio.example/a/2" });
    playback.play();
    await settled();
    expect(await playback.freshSource("a")).toMatchObject({ url: "https://audio.example/a/4" });
    expect(playback.state.source).toMatchObject({ url: "https://audio.example/b/3" });
  });

  it("begins again from the start after the end", async () => {
    const playback = await playing();
    audio.currentTime = 60;
    audio.happen("ended");
    expect(playback.state).toMatchObject({ status: "paused", positionSeconds: 60 });
    playback.play();
    expect(audio.currentTime).toBe(0);
  });
});
