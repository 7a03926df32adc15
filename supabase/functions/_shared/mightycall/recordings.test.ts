import { describe, expect, it } from "vitest";
import type { RecordingRequest } from "../provider/provider.ts";
import { MIGHTYCALL_HOSTS, type MightyCallHosts } from "./hosts.ts";
import { recordingUrl } from "./recording-url.ts";
import { openRecording } from "./recordings.ts";
import { json, raw, scriptedFetch } from "./scripted-fetch.ts";

const PANEL = "panel.mightycall.com/Mightycall/Files";
const source = { url: `https://${PANEL}/call.wav?recordid=OPAQUE&id=T0`, file_name: null };
const GET = `GET ${PANEL}/call.wav`;
const whole: RecordingRequest = { method: "GET", range: null };

const audio =
  (bytes: number, status = 200, headers: Record<string, string> = {}) =>
  () =>
    new Response(new Uint8Array(bytes), { status, headers: { "content-type": "audio/wav", ...headers } });

const moved = (location: string) => () => new Response(null, { status: 302, headers: { location } });

function open(
  script: Parameters<typeof scriptedFetch>[0],
  request = whole,
  hosts: MightyCallHosts = MIGHTYCALL_HOSTS,
  url: string | null = source.url,
) {
  const fetch = scriptedFetch(script);
  const transport = { fetch, timeoutMs: 1000, nowMs: Date.now };
  const answer = openRecording({ hosts, transport, maxBytes: 1000 }, { ...source, url }, request);
  return { answer, fetch };
}

describe("the address of a recording", () => {
  it.each([
    [
      "raw spaces",
      `https://${PANEL}/call_Ann Agent.wav?recordid=X`,
      `https://${PANEL}/call_Ann%20Agent.wav?recordid=X`,
    ],
    ["one slash after the scheme", `https:/${PANEL}/a.wav`, `https://${PANEL}/a.wav`],
    ["no host", "/Mightycall/Files/a.wav?recordid=X", `https://${PANEL}/a.wav?recordid=X`],
    ["blanks around it", ` https://${PANEL}/a.wav\n`, `https://${PANEL}/a.wav`],
    [
      "another host of the provider",
      "https://files.eu.mightycall.com/a.wav",
      "https://files.eu.mightycall.com/a.wav",
    ],
  ])("with %s is repaired", (_, address, expected) => {
    expect(recordingUrl(MIGHTYCALL_HOSTS, address).href).toBe(expected);
  });

  it.each([
    "http://panel.mightycall.com/a.wav",
    "https://panel.mightycall.com:8443/a.wav",
    "https://files.mightycall.com:8443/a.wav",
    "https://mightycall.com.evil.example/a.wav",
    "https://evilmightycall.com/a.wav",
    "https://panel.mightycall.com@evil.example/a.wav",
    "https://user:password@panel.mightycall.com/a.wav",
    "//evil.example/a.wav",
    "/\\evil.example/a.wav",
    "https:\\\\evil.example/a.wav",
    "https:evil.example/a.wav",
    "https://localhost/a.wav",
    "https://127.0.0.1/a.wav",
    "https://169.254.169.254/latest",
    "https://[::1]/a.wav",
    "file:///etc/passwd",
    "data:audio/wav;base64,AAAA",
    "javascript:alert(1)",
  ])("is blocked when it leads elsewhere: %s", (address) => {
    expect(() => recordingUrl(MIGHTYCALL_HOSTS, address)).toThrow(
      expect.objectContaining({ code: "recording_blocked" }),
    );
  });

  it("may be plain http on another port only where the configuration says exactly that", () => {
    const hosts: MightyCallHosts = { ...MIGHTYCALL_HOSTS, recording_origins: ["http://127.0.0.1:41100"] };
    expect(recordingUrl(hosts, "/a.wav").href).toBe("http://127.0.0.1:41100/a.wav");
    for (const other of ["http://127.0.0.1:41101/a.wav", "https://127.0.0.1:41100/a.wav", source.url]) {
      expect(() => recordingUrl(hosts, other)).toThrow(
        expect.objectContaining({ code: "recording_blocked" }),
      );
    }
  });
});

describe("opening a recording", () => {
  it("sends neither token nor key, and hands on no header but those of the audio", async () => {
    const { answer, fetch } = open({ [GET]: audio(10, 200, { "set-cookie": "s=1", "x-tenant": "T0" }) });
    const response = await answer;
    expect([...response.headers.keys()]).toEqual(["content-type"]);
    expect((await response.arrayBuffer()).byteLength).toBe(10);
    const sent = [...(fetch.requests[0]?.headers.keys() ?? [])];
    expect(sent.filter((name) => /auth|key|cookie/.test(name))).toEqual([]);
  });

  it("passes a range and its answer on", async () => {
    const part = audio(5, 206, { "content-range": "bytes 5-9/10", "accept-ranges": "bytes" });
    const { answer, fetch } = open({ [GET]: part }, { method: "GET", range: "bytes=5-9" });
    const response = await answer;
    expect(fetch.requests[0]?.headers.get("range")).toBe("bytes=5-9");
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe("bytes 5-9/10");
  });

  it.each(["bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=0-1\r\nx: y"])(
    "ignores the range %j",
    async (range) => {
      const { answer, fetch } = open({ [GET]: audio(5) }, { method: "GET", range });
      expect((await answer).status).toBe(200);
      expect(fetch.requests[0]?.headers.has("range")).toBe(false);
    },
  );

  it("passes on that a range is beyond the end", async () => {
    const beyond = () => new Response("x", { status: 416, headers: { "content-range": "bytes */10" } });
    const { answer } = open({ [GET]: beyond }, { method: "GET", range: "bytes=99-" });
    expect(await answer).toMatchObject({ status: 416 });
  });

  it("asks for the head alone when that is asked", async () => {
    const { answer } = open(
      { [`HEAD ${PANEL}/call.wav`]: audio(0, 200, { "content-length": "900" }) },
      {
        method: "HEAD",
        range: null,
      },
    );
    const response = await answer;
    expect(response.headers.get("content-length")).toBe("900");
    expect(response.body).toBeNull();
  });

  it("follows up to 3 redirects within the allowed hosts, still without credentials", async () => {
    const files = "files.mightycall.com";
    const { answer, fetch } = open({
      [GET]: moved(`https://${files}/1`),
      [`GET ${files}/1`]: moved("/2 b"),
      [`GET ${files}/2%20b`]: moved(`https:/${files}/3`),
      [`GET ${files}/3`]: audio(3),
    });
    expect((await answer).status).toBe(200);
    expect(fetch.requests.some((request) => request.headers.has("authorization"))).toBe(false);
  });

  it.each([
    ["another host", "https://evil.example/a.wav", "recording_blocked"],
    ["plain http", `http://${PANEL}/call.wav`, "recording_blocked"],
    ["itself, again and again", source.url, "recording_not_available"],
  ])("does not follow a redirect to %s", async (_, location, code) => {
    const { answer, fetch } = open({ [GET]: moved(location) });
    await expect(answer).rejects.toMatchObject({ code });
    expect(fetch.requests.every((request) => new URL(request.url).protocol === "https:")).toBe(true);
    expect(fetch.requests.length).toBeLessThanOrEqual(4);
  });

  it.each<[string, () => Response, object]>([
    ["a login page", raw("<html>Sign in"), { code: "recording_not_available" }],
    ["JSON", json({}), { code: "recording_not_available" }],
    ["a type that only begins alike", raw("x", 200, "audiobook/html"), { code: "recording_not_available" }],
    ["no type", () => new Response(new Uint8Array(3)), { code: "recording_not_available" }],
    ["401", raw("", 401), { code: "recording_not_available", http_status: 401 }],
    ["404", raw("", 404), { code: "recording_not_available" }],
    ["410", raw("", 410), { code: "recording_not_available" }],
    ["429", json({}, 429, { "retry-after": "5" }), { code: "rate_limited", retry_after_seconds: 5 }],
    ["500", raw("", 500), { code: "provider_unavailable" }],
    [
      "a length above the limit",
      audio(0, 200, { "content-length": "1001" }),
      { code: "recording_too_large" },
    ],
  ])("refuses %s", async (_, answer, expected) => {
    await expect(open({ [GET]: answer }).answer).rejects.toMatchObject(expected);
  });

  it("breaks off audio that is longer than it claimed", async () => {
    const response = await open({ [GET]: audio(1001) }).answer;
    await expect(response.arrayBuffer()).rejects.toMatchObject({ code: "recording_too_large" });
    expect((await (await open({ [GET]: audio(1000) }).answer).arrayBuffer()).byteLength).toBe(1000);
  });

  it("accepts bytes without a better name", async () => {
    expect((await open({ [GET]: raw("x", 200, "application/octet-stream; x=y") }).answer).status).toBe(200);
  });

  it("is not available without an address", async () => {
    const { answer, fetch } = open({}, whole, MIGHTYCALL_HOSTS, null);
    await expect(answer).rejects.toMatchObject({ code: "recording_not_available" });
    expect(fetch.requests).toEqual([]);
  });
});
