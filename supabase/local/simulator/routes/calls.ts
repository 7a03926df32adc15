import type { SimulatedAccount } from "../accounts/account.ts";
import { createRandom } from "../accounts/random.ts";
import { DAY_MS } from "../accounts/rhythm.ts";
import { type Answer, invalidRequest, notFoundById, success } from "../http/answer.ts";
import { type Exchange, list, type ProtectedRoute, resource } from "../http/exchange.ts";
import { parseDateTime, parseInteger, type Query } from "../http/query.ts";
import {
  type CallFilter,
  containsText,
  involvesExtension,
  parseCallFilter,
  passesFilters,
} from "./call-filter.ts";
import { writeCall } from "./call-wire.ts";

export const callRoutes: readonly ProtectedRoute[] = [
  list("/v4/api/calls", listCalls),
  resource("/v4/api/calls/:id", (exchange, account) => {
    const call = account.findCall(exchange.params.id ?? "");
    return call === undefined
      ? notFoundById("Call not found")
      : success(writeCall(call, { ...exchange, account }));
  }),
];

interface CallsQuery {
  readonly startMs: number;
  readonly endMs: number;
  readonly skip: number;
  readonly pageSize: number;
  readonly filters: readonly CallFilter[];
  readonly extension: string | undefined;
  readonly text: string | undefined;
}

const DEFAULT_PAGE_SIZE = 10;

/** Unknown parameters, `page` among them, have no effect, as on the provider. */
function readCallsQuery(query: Query, nowMs: number): CallsQuery | Answer {
  const errors: Record<string, string[]> = {};
  const invalid = (name: string, text: string) => [`The value '${text}' is not valid for ${name}.`];

  function read<Value>(name: string, fallback: Value, parse: (text: string) => Value | undefined): Value {
    const text = query.get(name);
    if (text === undefined) return fallback;
    const value = parse(text);
    if (value === undefined) errors[name] = invalid(name, text);
    return value ?? fallback;
  }

  const dateTime = (text: string) => parseDateTime(text, { zoneRequired: false });
  const filters = query.list("callFilter").flatMap((text) => {
    const filter = parseCallFilter(text);
    if (filter === undefined) errors.callFilter = invalid("callFilter", text);
    return filter ?? [];
  });
  const values = {
    pageSize: read("pageSize", DEFAULT_PAGE_SIZE, (text) => parseInteger(text, 1)),
    skip: read("skip", 0, (text) => parseInteger(text, 0)),
    startMs: read("startUtc", nowMs - DAY_MS, dateTime),
    endMs: read("endUtc", nowMs, dateTime),
    filters,
    extension: query.get("extension"),
    text: query.get("customFilter"),
  };
  return Object.keys(errors).length > 0 ? invalidRequest(errors) : values;
}

function listCalls(exchange: Exchange, account: SimulatedAccount): Answer {
  const { listing, nowMs } = exchange;
  const wanted = readCallsQuery(exchange.query, nowMs);
  if ("status" in wanted) return wanted;
  const { filters, extension, text } = wanted;
  const found = account
    .callsBetween(wanted.startMs, wanted.endMs)
    .filter(
      (call) =>
        (filters.length === 0 || passesFilters(call, filters, nowMs)) &&
        (extension === undefined || involvesExtension(call, extension)) &&
        (text === undefined || containsText(call, text)),
    );
  const size = Math.min(wanted.pageSize, listing.pageSizeCap);
  const page = listing.arrange(found).slice(wanted.skip, wanted.skip + size);
  addCalls(account, wanted, listing.rowsAdded, nowMs);
  return success({
    calls: page.map((call) => writeCall(call, { ...exchange, account })),
    total: found.length,
  });
}

/** Calls that turn up late, at random instants of the window that is being paged. */
function addCalls(account: SimulatedAccount, wanted: CallsQuery, count: number, nowMs: number): void {
  const endMs = Math.min(wanted.endMs, nowMs);
  const random = createRandom("rows added", wanted.skip, wanted.startMs, endMs);
  for (let index = 0; index < count; index++) {
    const atMs = wanted.startMs + Math.floor(random.next() * Math.max(0, endMs - wanted.startMs));
    account.addCall({ dateTimeUtc: new Date(atMs).toISOString() });
  }
}
