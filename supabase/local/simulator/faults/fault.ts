import type { RouteKind } from "../http/exchange.ts";

/** What goes wrong. */
type FaultEffect =
  /** 401 for a good token. Once, unless `times` says otherwise. */
  | { readonly kind: "unauthorized_once" }
  /** Ends every access token of the account that asks. Once, unless `times` says otherwise. */
  | { readonly kind: "token_expired" }
  /** 429; the wait is in a Retry-After header, in the message text, or nowhere. Default `text`, 30 seconds. */
  | {
      readonly kind: "rate_limited";
      readonly hint?: "header" | "text" | "none";
      readonly retryAfterSeconds?: number;
    }
  | { readonly kind: "server_error" }
  /** Answers late. */
  | { readonly kind: "slow"; readonly milliseconds: number }
  /** Ends the connection in the middle of the body. */
  | { readonly kind: "cut_connection" }
  /** Resets the connection without an answer. */
  | { readonly kind: "down" }
  /** 200 with a web page instead of JSON. */
  | { readonly kind: "html" }
  /** 200 with a web page instead of a recording. */
  | { readonly kind: "html_audio" }
  /** 200 with the first half of the JSON. */
  | { readonly kind: "truncated_json" }
  /** The order of lists. */
  | { readonly kind: "order"; readonly order: Order }
  /** After each page, rows turn up at random instants of the window that is being paged. Default one row. */
  | { readonly kind: "rows_added_while_paging"; readonly rows?: number }
  /** Pages hold at most this many rows, whatever was asked for. */
  | { readonly kind: "page_size_cap"; readonly rows: number };

export type Order = "newest-first" | "oldest-first" | "random-per-request" | "random-stable";
type FaultKind = FaultEffect["kind"];

/** Which requests a fault meets. */
interface FaultScope {
  /** An account's name; without it, all. */
  readonly account?: string;
  /** A part of the path below the family's prefix, without regard to case. */
  readonly path?: string;
  /** How many requests; without it, all until the fault is taken away. */
  readonly times?: number;
  /** The chance that a request meets it, drawn from a generator seeded with `seed`. */
  readonly probability?: number;
  readonly seed?: string | number;
}

export type Fault = FaultEffect & FaultScope;

const ANY: readonly RouteKind[] = ["token", "open", "resource", "list", "recording"];
const PROTECTED: readonly RouteKind[] = ["resource", "list"];
const JSON_ANSWERS: readonly RouteKind[] = ["token", "open", "resource", "list"];

/** The kinds of route that each fault makes sense for. */
export const FAULT_TARGETS: Readonly<Record<FaultKind, readonly RouteKind[]>> = {
  unauthorized_once: PROTECTED,
  token_expired: PROTECTED,
  rate_limited: ANY,
  server_error: ANY,
  slow: ANY,
  cut_connection: ANY,
  down: ANY,
  html: JSON_ANSWERS,
  html_audio: ["recording"],
  truncated_json: JSON_ANSWERS,
  order: ["list"],
  rows_added_while_paging: ["list"],
  page_size_cap: ["list"],
};

/** Faults whose name says how often they happen. */
const ONCE: readonly FaultKind[] = ["unauthorized_once", "token_expired"];

/** How often a fault happens, undefined meaning always. */
export function timesOf(fault: Fault): number | undefined {
  return fault.times ?? (ONCE.includes(fault.kind) ? 1 : undefined);
}
