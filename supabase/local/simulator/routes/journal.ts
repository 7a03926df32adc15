import type { SimulatedAccount } from "../accounts/account.ts";
import { createRandom } from "../accounts/random.ts";
import { type Answer, journalError, json } from "../http/answer.ts";
import { type Exchange, list, type ProtectedRoute, resource } from "../http/exchange.ts";
import { journalEntries } from "./journal-entry.ts";
import { type JournalQuery, readJournalQuery } from "./journal-query.ts";
import { writeJournalRow } from "./journal-row.ts";

export const journalRoutes: readonly ProtectedRoute[] = [
  list("/v4/api/journal/requests", listRequests),
  resource("/v4/api/journal/requests/counts", countRequests),
  resource("/v4/api/journal/requests/:id", oneRequest),
];

function find(account: SimulatedAccount, wanted: JournalQuery, nowMs: number) {
  return journalEntries(account, wanted.types, wanted, nowMs).filter((entry) => wanted.passes(entry));
}

function listRequests(exchange: Exchange, account: SimulatedAccount): Answer {
  const { listing, nowMs } = exchange;
  const wanted = readJournalQuery(exchange.query, nowMs);
  if ("status" in wanted) return wanted;

  const found = find(account, wanted, nowMs);
  const arranged = wanted.reverse ? listing.arrange(found).toReversed() : listing.arrange(found);
  const size = Math.min(wanted.pageSize, listing.pageSizeCap);
  const requests = arranged
    .slice((wanted.page - 1) * size, wanted.page * size)
    .map((entry) => writeJournalRow(entry, { ...exchange, account }));
  addMessages(account, wanted, listing.rowsAdded, nowMs);
  const body = { currentPage: wanted.page, requests };
  return json(200, account.settings.journalEnvelope === "data" ? { data: body } : body);
}

function countRequests(exchange: Exchange, account: SimulatedAccount): Answer {
  const wanted = readJournalQuery(exchange.query, exchange.nowMs);
  if ("status" in wanted) return wanted;
  return json(200, {
    records: find(account, wanted, exchange.nowMs).length,
    from: new Date(wanted.startMs).toISOString(),
    to: new Date(wanted.endMs).toISOString(),
  });
}

function oneRequest(exchange: Exchange, account: SimulatedAccount): Answer {
  const id = (exchange.params.id ?? "").toLowerCase();
  if (!/^[0-9a-f]{24}$/.test(id)) {
    return journalError(400, "RequestIdHasInvalidFormat", "The request id has an invalid format.");
  }
  const everything = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY };
  const entry = journalEntries(account, ["call", "message"], everything, exchange.nowMs).find(
    (candidate) => candidate.id === id,
  );
  return entry === undefined
    ? journalError(404, "RequestIsNotFound", "The request is not found.")
    : json(200, writeJournalRow(entry, { ...exchange, account }));
}

/** Messages that turn up late, at random instants of the window that is being paged. */
function addMessages(account: SimulatedAccount, wanted: JournalQuery, count: number, nowMs: number): void {
  const endMs = Math.min(wanted.endMs, nowMs);
  const random = createRandom("rows added", wanted.page, wanted.startMs, endMs);
  for (let index = 0; index < count; index++) {
    const atMs = wanted.startMs + Math.floor(random.next() * Math.max(0, endMs - wanted.startMs));
    account.addMessage({ created: new Date(atMs).toISOString() });
  }
}
