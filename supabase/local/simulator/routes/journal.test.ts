import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSimulator, type Simulator } from "../simulator.ts";
import {
  createTestClock,
  exampleSpec,
  type JournalBody,
  type JournalRow,
  type Query,
  signIn,
  type TestClient,
} from "../testing.ts";

const clock = createTestClock();
let simulator: Simulator;
let client: TestClient;

beforeAll(async () => {
  simulator = await createSimulator({
    port: 0,
    accounts: [exampleSpec({ calls: 200, messages: 150, days: 60 })],
    now: clock.now,
  });
  client = await signIn(simulator);
});
afterAll(() => simulator.close());

const account = () => simulator.accounts.get("Acme");
const ask = (query: Query = {}) => client.get<JournalBody>("/journal/requests", query);
const askWrongly = (query: Query) => client.get<Refusal>("/journal/requests", query);
interface Refusal {
  readonly errorCode: string;
  readonly message: string;
  readonly data?: unknown;
}
const rows = async (query: Query): Promise<readonly JournalRow[]> =>
  (await ask({ from: "2026-01-01T00:00:00Z", pageSize: 1000, ...query })).body.requests;
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).sort();

describe("the journal", () => {
  it("has every message once, in the contract's words", async () => {
    const messages = new Map(
      account()
        .messages()
        .map((message) => [message.id, message]),
    );
    const answer = await rows({ type: "Message" });
    expect(ids(answer)).toEqual([...messages.keys()].sort());
    for (const row of answer) {
      const fact = messages.get(row.id);
      expect(row).toMatchObject({
        type: "message",
        state: "message",
        origin: fact?.direction,
        client: { address: fact?.counterpart, type: "phoneNumber" },
        businessNumber: { number: fact?.businessNumber },
        textModel: { text: fact?.text },
        messageDeliveryStatus: fact?.deliveryStatus,
      });
      expect(new Date(String(row.created)).toISOString()).toBe(fact?.sentAt);
    }
  });

  it("has calls too, with durations as hh:mm:ss and ids of its own", async () => {
    const answer = await rows({ type: "call" });
    expect(answer).toHaveLength(200);
    const callIds = new Set(ids(account().calls()));
    for (const row of answer) {
      expect(row.duration).toMatch(/^\d\d:[0-5]\d:[0-5]\d$/);
      expect(row.id).toMatch(/^[0-9a-f]{24}$/);
      expect(callIds.has(String(row.requestGuid))).toBe(false);
    }
    expect(await rows({})).toHaveLength(350);
  });

  it("without a window is the last month, in pages of a hundred", async () => {
    const { body } = await ask();
    expect(body.currentPage).toBe(1);
    expect(body.requests).toHaveLength(100);
    const { body: counts } = await client.get<{ records: number; from: string }>("/journal/requests/counts");
    expect(Object.keys(counts).sort()).toEqual(["from", "records", "to"]);
    expect(counts.from).toBe("2026-02-15T20:00:00.000Z");
    expect(counts.records).toBeLessThan(350);
  });

  it("is bare unless it is told to be wrapped", async () => {
    const bare = (await ask({ pageSize: 2 })).body;
    account().settings.journalEnvelope = "data";
    expect((await ask({ pageSize: 2 })).body).toEqual({ data: bare });
    account().settings.journalEnvelope = "bare";
  });

  it("ends with an empty page", async () => {
    expect((await ask({ page: 999 })).body).toEqual({ currentPage: 999, requests: [] });
  });

  it.each<[Query, string]>([
    [{ pageSize: 1001 }, "pageSize"],
    [{ pageSize: 0 }, "pageSize"],
    [{ page: 0 }, "page"],
    [{ from: "2026-01-01T00:00:00" }, "from"],
    [{ to: "yesterday" }, "to"],
    [{ type: "Sms" }, "type"],
    [{ origin: "sideways" }, "origin"],
    [{ businessNumber: "+15550100900" }, "businessNumber"],
    [{ phone: "15550100900" }, "phone"],
    [{ isRead: "true" }, "isRead"],
    [{ reverse: "maybe" }, "reverse"],
  ])("refuses %o", async (query, name) => {
    const { status, body } = await askWrongly(query);
    expect(status).toBe(400);
    expect(body.errorCode).toBe("FilterParamsMalformed");
    expect(body.message).toContain(name);
  });

  it("names the filters that it doesn't know, as those of the calls", async () => {
    const { status, body } = await askWrongly({ skip: 10, startUtc: "2026-01-01T00:00:00Z", PAGESIZE: 5 });
    expect(status).toBe(400);
    expect(body.data).toEqual({ unsupportedFilters: ["skip", "startUtc"] });
  });

  it("can be filtered by client, business number, origin and text", async () => {
    const [sample] = account().messages();
    const counterpart = sample?.counterpart ?? "";
    const number = sample?.businessNumber ?? "";
    const expected = (
      test: (message: ReturnType<ReturnType<typeof account>["messages"]>[number]) => boolean,
    ) => ids(account().messages().filter(test));
    expect(ids(await rows({ type: "Message", phone: counterpart }))).toEqual(
      expected((message) => message.counterpart === counterpart),
    );
    expect(ids(await rows({ type: "Message", businessNumber: number.slice(1) }))).toEqual(
      expected((message) => message.businessNumber === number),
    );
    expect(ids(await rows({ type: "Message", origin: "OUTBOUND" }))).toEqual(
      expected((message) => message.direction === "outbound"),
    );
    expect(ids(await rows({ type: "Message", searchText: "appointment" }))).toEqual(
      expected((message) => message.text.includes("appointment")),
    );
  });

  it("gives the latest message of each conversation as a thread", async () => {
    const conversations = new Set(
      account()
        .messages()
        .map((one) => `${one.counterpart}${one.businessNumber}`),
    );
    const threads = await rows({ type: "MessageThread" });
    expect(threads).toHaveLength(conversations.size);
    expect(threads.every(({ type }) => type === "messageThread")).toBe(true);
  });

  it("gives a row by its id, and 400 and 404 for what isn't one", async () => {
    const [row] = await rows({ type: "Message" });
    expect((await client.get(`/journal/requests/${row?.id}`)).body).toEqual(row);
    const malformed = await client.get("/journal/requests/xyz");
    expect([malformed.status, malformed.body.errorCode]).toEqual([400, "RequestIdHasInvalidFormat"]);
    const unknown = await client.get(`/journal/requests/${"0".repeat(24)}`);
    expect([unknown.status, unknown.body.errorCode]).toEqual([404, "RequestIsNotFound"]);
  });
});
