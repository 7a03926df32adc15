import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createSimulator, type Simulator } from "../simulator.ts";
import {
  type CallsBody,
  createTestClock,
  EVERYTHING,
  exampleSpec,
  type JournalBody,
  signIn,
  type TestClient,
} from "../testing.ts";
import type { Order } from "./fault.ts";

const clock = createTestClock();
let simulator: Simulator;
let client: TestClient;

beforeAll(async () => {
  simulator = await createSimulator({ port: 0, accounts: [exampleSpec()], now: clock.now });
  client = await signIn(simulator);
});
afterAll(() => simulator.close());
afterEach(() => simulator.faults.clear());

const account = () => simulator.accounts.get("Acme");
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

async function pageCalls(pageSize: number): Promise<{ rows: { id: string }[]; totals: number[] }> {
  const rows: { id: string }[] = [];
  const totals: number[] = [];
  for (;;) {
    const { data } = (await client.get<CallsBody>("/calls", { ...EVERYTHING, pageSize, skip: rows.length }))
      .body;
    if (data.calls.length === 0) return { rows, totals };
    rows.push(...data.calls);
    totals.push(data.total);
  }
}

async function pageJournal(pageSize: number): Promise<{ id: string }[]> {
  const rows: { id: string }[] = [];
  for (let page = 1; ; page++) {
    const query = { type: "Message", from: "2026-01-01T00:00:00Z", pageSize, page };
    const { requests, currentPage } = (await client.get<JournalBody>("/journal/requests", query)).body;
    expect(currentPage).toBe(page);
    if (requests.length === 0) return rows;
    rows.push(...requests);
  }
}

const STABLE: readonly Order[] = ["newest-first", "oldest-first", "random-stable"];

describe.each(STABLE)("in the order %s", (order) => {
  it.each([1000, 300, 7])("pages of %i hold every call once", async (pageSize) => {
    simulator.faults.add({ kind: "order", order });
    const { rows, totals } = await pageCalls(pageSize);
    expect(new Set(totals)).toEqual(new Set([300]));
    expect(rows).toHaveLength(300);
    expect(ids(rows).sort()).toEqual(ids(account().calls()).sort());
  });

  it("pages of the journal hold every message once", async () => {
    simulator.faults.add({ kind: "order", order });
    const rows = await pageJournal(25);
    expect(rows).toHaveLength(60);
    expect(ids(rows).sort()).toEqual(ids(account().messages()).sort());
  });
});

it("orders are what they are called", async () => {
  const page = async () =>
    ids((await client.get<CallsBody>("/calls", { ...EVERYTHING, pageSize: 300 })).body.data.calls);
  const oldestFirst = ids(account().calls());
  expect(await page()).toEqual(oldestFirst.toReversed());
  simulator.faults.add({ kind: "order", order: "oldest-first" });
  expect(await page()).toEqual(oldestFirst);
  simulator.faults.add({ kind: "order", order: "random-stable" });
  expect(await page()).toEqual(await page());
  expect(await page()).not.toEqual(oldestFirst);
  simulator.faults.add({ kind: "order", order: "random-per-request" });
  expect(await page()).not.toEqual(await page());
});

it("a new order for every request makes paging by position lose rows", async () => {
  simulator.faults.add({ kind: "order", order: "random-per-request" });
  const { rows } = await pageCalls(50);
  expect(rows).toHaveLength(300);
  expect(new Set(ids(rows)).size).toBeLessThan(300);
});

it("a page size cap gives fewer rows than were asked for, and the true total", async () => {
  simulator.faults.add({ kind: "page_size_cap", rows: 40 });
  const { rows, totals } = await pageCalls(1000);
  expect(totals).toHaveLength(8);
  expect(new Set(totals)).toEqual(new Set([300]));
  expect(new Set(ids(rows)).size).toBe(300);
  expect((await pageJournal(1000)).length).toBe(60);
});

it("rows that are added while paging show in the total, and push others onto the next page", async () => {
  simulator.faults.add({ kind: "rows_added_while_paging", rows: 2, times: 3 });
  const { rows, totals } = await pageCalls(50);
  expect(totals[0]).toBe(300);
  expect(totals.at(-1)).toBe(306);
  expect(account().calls()).toHaveLength(306);
  const seen = new Set(ids(rows));
  const lost = account()
    .calls()
    .filter(({ id }) => !seen.has(id));
  // What was there from the start is never lost in newest-first order; what came in late may be.
  expect(lost.length).toBeLessThanOrEqual(6);
  expect(rows.length).toBe(306);
});
