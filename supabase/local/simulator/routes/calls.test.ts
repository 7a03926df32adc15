import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSimulator, type Simulator } from "../simulator.ts";
import {
  type CallRow,
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
    accounts: [exampleSpec({ calls: 2000, recordingDelaySeconds: 60 })],
    now: clock.now,
  });
  client = await signIn(simulator);
});
afterAll(() => simulator.close());

const truth = () => simulator.accounts.get("Acme").calls();
interface Refusal {
  readonly message: string;
  readonly modelState: Readonly<Record<string, readonly string[]>>;
}
const rows = async (query: Record<string, string | number>): Promise<readonly CallRow[]> =>
  (await client.get<CallsBody>("/calls", { ...EVERYTHING, pageSize: 5000, ...query })).body.data.calls;
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).sort();

describe("the list of calls", () => {
  it("without parameters is the last 24 hours in ten rows, newest first", async () => {
    const sinceIso = new Date(clock.now().getTime() - 86_400_000).toISOString();
    const expected = truth().filter(({ startedAt }) => startedAt >= sinceIso);
    const { body } = await client.get<CallsBody>("/calls");
    expect(body.isSuccess).toBe(true);
    expect(body.data.total).toBe(expected.length);
    expect(body.data.calls.map(({ id }) => id)).toEqual(
      expected
        .slice(-10)
        .reverse()
        .map(({ id }) => id),
    );
  });

  it("takes the start of a window in and leaves its end out", async () => {
    const [first, second] = [truth()[500], truth()[700]];
    const answer = await rows({ startUtc: first?.startedAt ?? "", endUtc: second?.startedAt ?? "" });
    expect(ids(answer)).toEqual(ids(truth().slice(500, 700)));
  });

  it("is empty and not an error where nothing happened", async () => {
    const { status, body } = await client.get("/calls", {
      startUtc: "2001-01-01T00:00:00",
      endUtc: "2001-01-02T00:00:00",
    });
    expect({ status, body }).toEqual({
      status: 200,
      body: { data: { calls: [], total: 0 }, isSuccess: true },
    });
  });

  it("ignores page, in which it differs from the journal", async () => {
    expect(await rows({ page: 2, pageSize: 5 })).toEqual(await rows({ pageSize: 5 }));
  });

  it.each([
    ["pageSize", "x"],
    ["pageSize", "0"],
    ["pageSize", "-1"],
    ["pageSize", "2147483648"],
    ["skip", "-1"],
    ["skip", "1.5"],
    ["startUtc", "y"],
    ["endUtc", "2026-01-01"],
    ["callFilter", "Unknown"],
  ])("names the parameter when %s=%s can't be", async (name, value) => {
    const { status, body } = await client.get<Refusal>("/calls", { [name]: value });
    expect(status).toBe(400);
    expect(body.message).toBe("The request is invalid.");
    expect(Object.keys(body.modelState)).toEqual([name]);
    expect(body.modelState[name]?.[0]).toContain(`'${value}'`);
  });

  it("names every wrong parameter at once", async () => {
    const { body } = await client.get<Refusal>("/calls", { pageSize: "x", startUtc: "y" });
    expect(Object.keys(body.modelState).sort()).toEqual(["pageSize", "startUtc"]);
  });

  it("has filters that together make up the whole, in any letter case", async () => {
    const all = ids(truth());
    const [incoming, outgoing, internal] = [
      await rows({ callFilter: "INCOMING" }),
      await rows({ callFilter: "outgoing" }),
      await rows({ callFilter: "InternalOnly" }),
    ];
    expect(ids([...incoming, ...outgoing, ...internal])).toEqual(all);
    expect(ids(await rows({ callFilter: "InOutgoing" }))).toEqual(ids([...incoming, ...outgoing]));
    expect(ids(await rows({ callFilter: "Connected,Missed,Dropped,Voicemail" }))).toEqual(all);
    const missed = truth().filter((call) => call.callStatus === "Missed" && call.direction === "Incoming");
    expect(ids(await rows({ callFilter: "Incoming,Missed" }))).toEqual(ids(missed));
  });

  it("can be narrowed to an extension", async () => {
    const answer = await rows({ extension: "102" });
    expect(answer.length).toBeGreaterThan(0);
    for (const row of answer) expect(JSON.stringify(row)).toContain('"extension":"102"');
  });
});

describe("a call", () => {
  it("is written as the contract says, whatever its kind", async () => {
    const written = new Map((await rows({})).map((row) => [row.id, row]));
    for (const fact of truth()) {
      const row = written.get(fact.id);
      expect(row?.duration).toBe(String(fact.durationMilliseconds));
      expect(row?.direction).toBe(fact.direction);
      expect(row?.callStatus).toBe(fact.callStatus);
      expect(new Date(row?.dateTimeUtc ?? 0).toISOString()).toBe(fact.startedAt);
      const digits = (value: unknown) => (typeof value === "string" ? value.replace(/^\+/, "") : null);
      expect(digits(row?.businessNumber)).toBe(digits(fact.businessNumber));
      expect(row?.callRecord ?? null).toEqual(
        fact.hasRecording ? { fileName: expect.any(String), uri: expect.any(String) } : null,
      );
    }
  });

  it("may miss members, have null ones, or have numbers without a plus", async () => {
    const all = await rows({});
    expect(all.some((row) => !("callRecord" in row))).toBe(true);
    expect(all.some((row) => row.callRecord === null)).toBe(true);
    expect(all.some((row) => !("businessNumber" in row))).toBe(true);
    expect(all.some((row) => /^1\d{10}$/.test(String(row.businessNumber)))).toBe(true);
    expect(all.some((row) => Object.keys(row.caller).join() === "phone")).toBe(true);
  });

  it("is found by its id in any letter case, within an envelope", async () => {
    const [row] = await rows({ pageSize: 1 });
    const { body } = await client.get(`/CALLS/${row?.id.toUpperCase()}`);
    expect(body).toEqual({ data: row, isSuccess: true });
  });

  it.each(["00000000-0000-4000-8000-00000000dead", "x", "%2F"])(
    "with the unknown id %s is a 400",
    async (id) => {
      const { status, body } = await client.get(`/calls/${id}`);
      expect({ status, body }).toEqual({ status: 400, body: { message: "Call not found" } });
    },
  );

  it("has no duration, status or recording while it goes on, and gets its recording late", async () => {
    const { id } = simulator.accounts.get("Acme").addCall({
      direction: "Incoming",
      callStatus: "Connected",
      durationMs: 30_000,
      isRecorded: true,
      isInternal: false,
      omitsNulls: false,
    });
    const read = async () => (await client.get<{ data: CallRow }>(`/calls/${id}`)).body.data;
    expect(await read()).toMatchObject({ duration: null, callStatus: null, callRecord: null });
    clock.advanceSeconds(30);
    expect(await read()).toMatchObject({ duration: "30000", callStatus: "Connected", callRecord: null });
    clock.advanceSeconds(60);
    expect((await read()).callRecord?.uri).toContain("recordid=");
  });
});

it("a path that clients guess at isn't there", async () => {
  for (const path of [
    "/call-history",
    "/recordings",
    "/reports",
    "/users",
    "/sms",
    "/calls/a/b",
    "/journal",
  ]) {
    expect({ path, status: (await client.get(path)).status }).toEqual({ path, status: 404 });
  }
});
