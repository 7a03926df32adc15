import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { periodDays, periodRange } from "../../web/src/lib/period.ts";
import { dayOf } from "../../web/src/lib/time-zone.ts";
import type { Call } from "../../web/src/modules/calls/calls.models.ts";
import { bucketFilters, bucketUnit } from "../../web/src/modules/dashboard/buckets.models.ts";
import {
  type DashboardFilters,
  parseDashboardFilters,
} from "../../web/src/modules/dashboard/dashboard.models.ts";
import {
  type FiguresRequest,
  requestBusyHours,
  requestCallsByAgent,
  requestCallsByNumber,
  requestCallsOverTime,
  requestKpis,
} from "../../web/src/modules/dashboard/dashboard.requests.ts";
import {
  callsHref,
  everyCall,
  figureHref,
  hourHref,
  toAgent,
  toNumber,
} from "../../web/src/modules/dashboard/drill-down.models.ts";
import { type CallKpis, figures, offeredOutcomes } from "../../web/src/modules/dashboard/figures.models.ts";
import { linkFollower } from "../support/figures/links.ts";
import { createFiguresOrganization, type FiguresOrganization } from "../support/figures/world.ts";
import { createPerson, type Person } from "../support/people.ts";

/** Each with days of its own clock: two of them hold its change, and the first of each pair is looked at by the hour. */
const clocks = [
  { timeZone: "Asia/Tokyo", from: "2026-03-25", to: "2026-03-31" },
  { timeZone: "Asia/Kathmandu", from: "2026-02-24", to: "2026-03-02" },
  { timeZone: "America/New_York", from: "2026-03-08", to: "2026-03-14" },
  { timeZone: "Europe/Berlin", from: "2025-10-26", to: "2025-11-01" },
];
const roles = ["owner", "manager", "agent", "agent without numbers"] as const;
const seed = Math.floor(Math.random() * 1_000_000);

let stack: Stack;
const people = new Map<string, Person>();
const organizations = new Map<string, FiguresOrganization>();

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false });
  for (const role of roles) people.set(role, await createPerson(stack, role));
  const members = roles.map((name) => ({
    person: known(people, name),
    role: name === "agent without numbers" ? "agent" : name,
    numbers: name === "agent" ? 2 : 0,
  }));
  for (const { timeZone, ...days } of clocks) {
    organizations.set(timeZone, await createFiguresOrganization(stack, { timeZone, days, seed }, members));
  }
});
afterAll(() => stack.stop());

function known<Value>(values: Map<string, Value>, key: string): Value {
  const value = values.get(key);
  if (value === undefined) throw new Error(`There is no ${key}.`);
  return value;
}

// What figures mean, in plain words of TypeScript.

const isInbound = ({ direction }: Call) => direction === "inbound";
const isOffered = (call: Call) => isInbound(call) && offeredOutcomes.includes(call.outcome);
const endedAs = (outcome: Call["outcome"]) => (call: Call) => isInbound(call) && call.outcome === outcome;
const isOutbound = ({ direction }: Call) => direction === "outbound";
const count = (calls: Call[], isCounted: (call: Call) => boolean) => calls.filter(isCounted).length;

function outcomesOf(calls: Call[]) {
  return {
    answered: count(calls, endedAs("answered")),
    missed: count(calls, endedAs("missed")),
    abandoned: count(calls, endedAs("abandoned")),
    voicemail: count(calls, endedAs("voicemail")),
    outbound: count(calls, isOutbound),
  };
}

function talkOf(calls: Call[]) {
  const seconds = calls.flatMap((call) => call.duration_seconds ?? []).sort((a, b) => a - b);
  const total = seconds.reduce((sum, each) => sum + each, 0);
  const isUnknown = seconds.length === 0;
  return {
    talkTotal: isUnknown ? null : total,
    talkAverage: isUnknown ? null : Math.round((total * 10) / seconds.length) / 10,
    talkMedian: seconds[Math.ceil(seconds.length * 0.5) - 1] ?? null,
    talkNinetieth: seconds[Math.ceil(seconds.length * 0.9) - 1] ?? null,
  };
}

function rateOf(calls: Call[]): number | null {
  return calls.length === 0
    ? null
    : Math.round((count(calls, endedAs("answered")) / calls.length) * 10_000) / 10_000;
}

/** A figure, recounted from the rows that its link shows. */
function recount(id: string, calls: Call[]): number | null {
  if (id === "answerRate") return rateOf(calls);
  const talk = new Map<string, number | null>(Object.entries(talkOf(calls)));
  return talk.has(id) ? (talk.get(id) ?? null) : calls.length;
}

function total<Row>(rows: Row[], figureOf: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + figureOf(row), 0);
}

interface View {
  client: Person["client"];
  org: FiguresOrganization;
  filters: DashboardFilters;
  follow: ReturnType<typeof linkFollower>;
  request: FiguresRequest;
}

/** Every figure of a person's dashboard against the rows behind its link; gives how many calls there are in all. */
async function compareAll(client: Person["client"], org: FiguresOrganization, filters: DashboardFilters) {
  const { id: orgId, timeZone } = org;
  const today = dayOf(new Date(), timeZone);
  const follow = linkFollower(client, { orgId, timeZone, today });
  const range = periodRange(filters.period, timeZone, today);
  const view = {
    client,
    org,
    filters,
    follow,
    request: { orgId, range, filters, signal: AbortSignal.timeout(60_000) },
  };
  const kpis = await requestKpis(client, view.request);
  const all = await follow.calls(callsHref(filters, everyCall));
  await Promise.all([
    compareKpis(view, kpis, all),
    compareBuckets(view, all),
    compareHours(view, kpis),
    compareNumbers(view, kpis),
    compareAgents(view, all),
  ]);
  return all.length;
}

async function compareKpis({ filters, follow }: View, kpis: CallKpis, all: Call[]) {
  const unclear = count(all, (call) => isInbound(call) && !isOffered(call));
  expect(kpis.inbound_unknown, "inbound without a known outcome").toBe(unclear);
  expect(kpis.internal, "internal").toBe(count(all, ({ direction }) => direction === "internal"));
  for (const [id, figure] of Object.entries(figures)) {
    const href = figureHref(filters, figure);
    if (href === undefined) continue;
    const rows = figure.messages
      ? (await follow.messages(href)).length
      : recount(id, await follow.calls(href));
    expect(figure.value(kpis), `${id}, ${href}`).toBe(rows);
  }
}

async function compareBuckets({ client, org, filters, follow, request }: View, all: Call[]) {
  const days = periodDays(filters.period, dayOf(new Date(), org.timeZone));
  const unit = bucketUnit(days);
  if (unit === null) throw new Error("The period is too long to draw.");
  const drawn: string[] = [];
  for (const { bucket_start, ...counts } of await requestCallsOverTime(client, request, unit)) {
    const href = callsHref(
      { ...filters, ...bucketFilters(bucket_start, unit, days, org.timeZone) },
      everyCall,
    );
    const rows = await follow.calls(href);
    const outcomes = outcomesOf(rows);
    const other = rows.length - total(Object.values(outcomes), (each) => each);
    expect(counts, `${unit} of ${bucket_start}, ${href}`).toEqual({ ...outcomes, other });
    drawn.push(...rows.map(({ id }) => id));
  }
  expect(drawn.sort(), "every call is in one bar").toEqual(all.map(({ id }) => id).sort());
}

async function compareHours({ client, filters, follow, request }: View, kpis: CallKpis) {
  const hours = await requestBusyHours(client, request);
  for (const hour of hours) {
    const rows = await follow.calls(hourHref(filters, hour) ?? "");
    const recounted = { offered: rows.length, answered: count(rows, endedAs("answered")) };
    expect(hour, `${hour.weekday}, ${hour.hour} o'clock`).toEqual({ ...hour, ...recounted });
  }
  const offered = total(hours, (hour) => hour.offered);
  expect(offered, "every offered call is in one cell").toBe(kpis.inbound_offered);
}

async function compareNumbers({ client, filters, follow, request }: View, kpis: CallKpis) {
  const numbers = await requestCallsByNumber(client, request);
  for (const row of numbers) {
    const rows = await follow.calls(callsHref(toNumber(filters, row), everyCall));
    const talked = await follow.calls(figureHref(toNumber(filters, row), figures.talkTotal) ?? "");
    expect(row, `number ${row.phone_number_id}`).toEqual({
      phone_number_id: row.phone_number_id,
      offered: count(rows, isOffered),
      ...outcomesOf(rows),
      talk_seconds_total: talkOf(talked).talkTotal,
    });
  }
  expect(
    total(numbers, ({ offered }) => offered),
    "every offered call has one row",
  ).toBe(kpis.inbound_offered);
}

async function compareAgents({ client, filters, follow, request }: View, all: Call[]) {
  const agents = await requestCallsByAgent(client, request);
  for (const row of agents) {
    const rows = await follow.calls(callsHref(toAgent(filters, row), everyCall));
    const talk = talkOf(await follow.calls(figureHref(toAgent(filters, row), figures.talkTotal) ?? ""));
    expect(row, `extension ${row.agent_extension}`).toEqual({
      agent_extension: row.agent_extension,
      agent_name: rows.find((call) => call.agent_name !== null)?.agent_name ?? null,
      inbound_answered: count(rows, endedAs("answered")),
      outbound: count(rows, isOutbound),
      outbound_answered: count(rows, (call) => isOutbound(call) && call.outcome === "answered"),
      talk_seconds_total: talk.talkTotal,
      talk_seconds_average: talk.talkAverage,
    });
  }
  const listed = agents.map((row) => row.agent_extension).sort();
  expect(listed).toEqual([...new Set(all.flatMap((call) => call.agent_extension ?? []))].sort());
}

describe.each(clocks)(`by the clock of $timeZone (seed ${seed})`, ({ timeZone, from, to }) => {
  const week = parseDashboardFilters({ from, to });
  const firstDay = parseDashboardFilters({ from, to: from });

  it.each(["owner", "agent"])("every figure of the %s is the rows its link leads to", async (role) => {
    const calls = await compareAll(known(people, role).client, known(organizations, timeZone), week);
    expect(calls).toBeGreaterThan(20);
  });

  it("by the hour too", async () => {
    const calls = await compareAll(known(people, "manager").client, known(organizations, timeZone), firstDay);
    expect(calls).toBeGreaterThan(0);
  });

  it("narrowed to a number and an agent too", async () => {
    const org = known(organizations, timeZone);
    const narrowed = { ...week, phoneNumberId: org.numberIds[0] ?? "", extension: "101" };
    expect(await compareAll(known(people, "owner").client, org, narrowed)).toBeGreaterThan(0);
  });

  it("an agent without numbers has noughts and unknowns, and no row", async () => {
    const { client } = known(people, "agent without numbers");
    expect(await compareAll(client, known(organizations, timeZone), firstDay)).toBe(0);
  });
});

it("stay the rows of their links when the org's clock, a call's number and an agent's numbers change", async () => {
  const org = known(organizations, "Asia/Tokyo");
  const moved = { ...org, timeZone: "America/St_Johns" };
  const filters = parseDashboardFilters({ from: "2026-03-25", to: "2026-03-31" });
  const [first, second, third] = org.numberIds;
  await stack.sql`update public.organizations set time_zone = ${moved.timeZone} where id = ${org.id}`;
  await stack.sql`
    update public.calls set phone_number_id = ${second ?? null}
    where phone_number_id = ${first ?? null} and outcome in ('answered', 'missed')`;
  await stack.sql`
    update public.number_assignments set phone_number_id = ${third ?? null} where phone_number_id = ${second ?? null}`;
  for (const role of ["owner", "agent"]) {
    expect(await compareAll(known(people, role).client, moved, filters)).toBeGreaterThan(10);
  }
});
