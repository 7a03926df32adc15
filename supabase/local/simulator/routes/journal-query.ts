import { DAY_MS } from "../accounts/rhythm.ts";
import { type Answer, journalError } from "../http/answer.ts";
import { parseDateTime, parseEnum, parseInteger, type Query } from "../http/query.ts";
import type { JournalEntry, JournalOrigin, JournalState, JournalType } from "./journal-entry.ts";

/** What a journal request asks for. */
export interface JournalQuery {
  readonly page: number;
  readonly pageSize: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly types: readonly JournalType[];
  readonly reverse: boolean;
  passes(entry: JournalEntry): boolean;
}

const FILTERS =
  "pageSize page from to earliest latest type origin state inbound outbound callbacks isRead groupId userId vmBoxId phone email businessNumber wfState searchProperty searchText resolveContacts showExternalContacts showUsers reverse"
    .split(" ")
    .map((name) => name.toLowerCase());

const TYPES =
  "Unspecified Call Message MessageThread Task CallbackRequest Service Default All VoiceMail".split(" ");
const ORIGINS = "Unspecified Inbound Outbound Callback Internal All".split(" ");
const STATES = "Missed Connected VoiceMail Dropped NoAnswer Scheduled Message All".split(" ");
const WORKFLOW_STATES = "Open Finished Resolved All".split(" ");
const SEARCH_PROPERTIES = "Client BusinessNumber Comment VTT".split(" ");
const EVERYTHING = ["unspecified", "default", "all"];
const BOOLEANS = ["isRead", "resolveContacts", "showExternalContacts", "showUsers", "reverse"];

const DEFAULT_PAGE_SIZE = 100;
const LARGEST_PAGE_SIZE = 1000;
/** The provider doesn't say; its example of the counts spans a month. */
const DEFAULT_WINDOW_DAYS = 31;

class MalformedFilter extends Error {}

/** Reads a journal query; unknown filters and values are answered with 400, as documented. */
export function readJournalQuery(query: Query, nowMs: number): JournalQuery | Answer {
  const unsupportedFilters = query.names.filter((name) => !FILTERS.includes(name.toLowerCase()));
  if (unsupportedFilters.length > 0) {
    return malformed("Some filters are not supported.", { unsupportedFilters });
  }
  try {
    return parse(query, nowMs);
  } catch (error) {
    if (error instanceof MalformedFilter) return malformed(error.message);
    throw error;
  }
}

const malformed = (message: string, data?: unknown): Answer =>
  journalError(400, "FilterParamsMalformed", message, data);

function parse(query: Query, nowMs: number): JournalQuery {
  const integer = (name: string, fallback: number, most: number) => {
    const text = query.get(name);
    const value = text === undefined ? fallback : parseInteger(text, 1);
    if (value === undefined || value > most) throw invalid(name, text);
    return value;
  };
  const instant = (names: readonly string[], fallback: number) => {
    const text = names.map((name) => query.get(name)).find((value) => value !== undefined);
    const value = text === undefined ? fallback : parseDateTime(text, { zoneRequired: true });
    if (value === undefined) throw invalid(names.join("/"), text);
    return value;
  };
  const words = (name: string, allowed: readonly string[]) => {
    const chosen = query.list(name).map((text) => {
      const word = parseEnum(text, allowed);
      if (word === undefined) throw invalid(name, text);
      return word.toLowerCase();
    });
    return chosen.some((word) => EVERYTHING.includes(word)) ? [] : chosen;
  };
  const pattern = (name: string, shape: RegExp) => {
    const values = query.list(name);
    for (const text of values) if (!shape.test(text)) throw invalid(name, text);
    return values;
  };

  for (const name of BOOLEANS) words(name, ["true", "false"]);
  words("searchProperty", SEARCH_PROPERTIES);
  const types = words("type", TYPES);
  const states = words("state", STATES);
  const statesByOrigin: Partial<Record<JournalOrigin, readonly string[]>> = {
    inbound: words("inbound", STATES),
    outbound: words("outbound", STATES),
  };
  words("callbacks", STATES);
  const origins = words("origin", ORIGINS);
  const workflowStates = words("wfState", WORKFLOW_STATES);
  const phones = pattern("phone", /^\+\d{1,15}$/);
  const businessNumbers = pattern("businessNumber", /^\d{1,15}$/);
  const users = query.list("userId").map((id) => id.toLowerCase());
  const groups = query.list("groupId").map((id) => id.toLowerCase());
  const isRead = query.get("isRead");
  if (isRead !== undefined && query.get("inbound")?.toLowerCase() !== "voicemail") {
    throw new MalformedFilter("The filter 'isRead' goes with 'inbound=voiceMail' alone.");
  }
  const email = query.get("email")?.toLowerCase();
  const searchText = query.get("searchText")?.toLowerCase();
  const endMs = instant(["to", "latest"], nowMs);

  const among = (wanted: readonly string[], value: string | null | undefined) =>
    wanted.length === 0 || (value !== null && value !== undefined && wanted.includes(value.toLowerCase()));

  return {
    page: integer("page", 1, Number.MAX_SAFE_INTEGER),
    pageSize: integer("pageSize", DEFAULT_PAGE_SIZE, LARGEST_PAGE_SIZE),
    startMs: instant(["from", "earliest"], endMs - DEFAULT_WINDOW_DAYS * DAY_MS),
    endMs,
    types: entryTypes(types),
    reverse: query.get("reverse")?.toLowerCase() === "true",
    passes: (entry) =>
      (!types.includes("voicemail") ||
        types.includes("call") ||
        entry.type !== "call" ||
        entry.state === "voiceMail") &&
      among(origins, entry.origin) &&
      among(states, entry.state satisfies JournalState) &&
      among(statesByOrigin[entry.origin] ?? [], entry.state) &&
      among(workflowStates, "open") &&
      among(phones, entry.clientPhone) &&
      among(businessNumbers, entry.businessNumber?.slice(1)) &&
      among(users, entry.agent?.id) &&
      among(groups, entry.agent?.groupId) &&
      (email === undefined || entry.agent?.email === email) &&
      (isRead === undefined || String(entry.read) === isRead.toLowerCase()) &&
      (searchText === undefined ||
        [entry.text, entry.clientPhone, entry.businessNumber].some((value) =>
          value?.toLowerCase().includes(searchText),
        )),
  };
}

const invalid = (name: string, text: string | undefined) =>
  new MalformedFilter(`The value '${text ?? ""}' is not valid for ${name}.`);

/** Without a type, every row but the heads of threads, whose messages are there already. */
function entryTypes(words: readonly string[]): readonly JournalType[] {
  if (words.length === 0) return ["call", "message"];
  return [
    ...(words.includes("call") || words.includes("voicemail") ? (["call"] as const) : []),
    ...(words.includes("message") ? (["message"] as const) : []),
    ...(words.includes("messagethread") ? (["messageThread"] as const) : []),
  ];
}
