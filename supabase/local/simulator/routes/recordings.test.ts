import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createSimulator, type Simulator } from "../simulator.ts";
import {
  type CallsBody,
  createTestClock,
  EVERYTHING,
  exampleSpec,
  signIn,
  type TestClient,
} from "../testing.ts";

const clock = createTestClock();
let simulator: Simulator;
let client: TestClient;

beforeAll(async () => {
  simulator = await createSimulator({
    port: 0,
    accounts: [exampleSpec(), exampleSpec({ name: "Other", apiKey: "other", seed: "other" })],
    now: clock.now,
  });
  client = await signIn(simulator);
});
afterAll(() => simulator.close());
afterEach(() => simulator.faults.clear());

interface Recorded {
  readonly uri: string;
  readonly durationMs: number;
}

async function recorded(): Promise<Recorded> {
  const { calls } = (await client.get<CallsBody>("/calls", { ...EVERYTHING, pageSize: 300 })).body.data;
  const row = calls.find(({ callRecord }) => callRecord);
  return { uri: row?.callRecord?.uri ?? "", durationMs: Number(row?.duration) };
}

/** `fetch` encodes spaces by itself, so this is what a client that encodes would send. */
const play = (uri: string, init: RequestInit = {}) => fetch(uri, init);
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe("a recording", () => {
  it("has an address of the panel's shape with a raw space and a token", async () => {
    const { uri } = await recorded();
    expect(uri).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/classic\/Mightycall\/Files\/callrecord_\d{8}_\d{4}_\w+ [\w']+\.wav\?recordid=[\w-]+&id=TENANT\w+$/,
    );
  });

  it("is a real WAV of the call's length, for whoever has the address", async () => {
    const { uri, durationMs } = await recorded();
    const response = await play(uri);
    const file = await bytes(response);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("audio/wav");
    expect(file.toString("latin1", 0, 4) + file.toString("latin1", 8, 12)).toBe("RIFFWAVE");
    expect(file.readUInt32LE(24)).toBe(8000);
    expect(file.readUInt32LE(40)).toBe(file.length - 44);
    const seconds = (file.length - 44) / 16_000;
    expect(seconds).toBeCloseTo(Math.min(20, durationMs / 1000), 1);
    expect(file.subarray(44).some((byte) => byte !== 0)).toBe(true);
    expect(await bytes(await play(uri))).toEqual(file);
  });

  it.each([
    ["bytes=0-99", 0, 100],
    ["bytes=100-", 100, undefined],
    ["bytes=-50", -50, undefined],
  ])("answers the range %s", async (range, start, end) => {
    const { uri } = await recorded();
    const whole = await bytes(await play(uri));
    const part = await play(uri, { headers: { range } });
    const expected = whole.subarray(start, end);
    const first = start < 0 ? whole.length + start : start;
    expect(part.status).toBe(206);
    expect(part.headers.get("content-range")).toBe(
      `bytes ${first}-${first + expected.length - 1}/${whole.length}`,
    );
    expect(await bytes(part)).toEqual(expected);
  });

  it("answers 416 beyond its end, and HEAD without a body", async () => {
    const { uri } = await recorded();
    expect((await play(uri, { headers: { range: "bytes=99999999-" } })).status).toBe(416);
    const head = await play(uri, { method: "HEAD" });
    expect(Number(head.headers.get("content-length"))).toBeGreaterThan(44);
    expect(head.headers.get("accept-ranges")).toBe("bytes");
    expect(await bytes(head)).toHaveLength(0);
  });

  it("isn't played for a wrong token, another account's, or none", async () => {
    const { uri } = await recorded();
    const tenant = simulator.accounts.get("Other").tenant;
    const wrong = [
      uri.replace(/recordid=..../, "recordid=AAAA"),
      uri.replace(/&id=.*/, `&id=${tenant}`),
      uri.replace(/\?.*/, ""),
      uri.replace("/classic/", "/call-center/"),
    ];
    for (const address of wrong) {
      const response = await play(address);
      expect({ address, status: response.status }).toEqual({ address, status: 404 });
      expect(response.headers.get("content-type")).toContain("text/html");
    }
  });

  it("has an address that ends where one was given a lifetime, and a fresh one that plays", async () => {
    const { settings } = simulator.accounts.get("Acme");
    settings.recordingUrlLifetimeSeconds = 60;
    const { uri } = await recorded();
    clock.advanceSeconds(59);
    expect((await play(uri)).status).toBe(200);
    clock.advanceSeconds(1);
    expect((await play(uri)).status).toBe(404);
    expect((await play((await recorded()).uri)).status).toBe(200);
    settings.recordingUrlLifetimeSeconds = null;
  });

  it("may turn out to be a web page", async () => {
    const { uri } = await recorded();
    simulator.faults.add({ kind: "html_audio", times: 1 });
    const response = await play(uri);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "text/html; charset=utf-8",
    ]);
    expect((await play(uri)).headers.get("content-type")).toBe("audio/wav");
  });
});
