import type { IncomingHttpHeaders } from "node:http";
import type { SimulatedAccount } from "../accounts/account.ts";
import type { AccountRegistry } from "../accounts/account-registry.ts";
import type { AccountType } from "../accounts/account-spec.ts";
import type { Listing } from "../faults/listing.ts";
import type { Answer } from "./answer.ts";
import type { Query } from "./query.ts";
import type { Tokens } from "./tokens.ts";

/** A request to a provider path, and what a route needs to answer it. */
export interface Exchange {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: Query;
  /** The parts of the path that the route's pattern names, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly body: string;
  readonly family: AccountType;
  /** Where this family is reached, without a slash at the end. */
  readonly origin: string;
  readonly nowMs: number;
  readonly accounts: AccountRegistry;
  readonly tokens: Tokens;
  /** How lists are to misbehave. */
  readonly listing: Listing;
}

/** A route that anybody may call; it looks at credentials itself, if at all. */
export interface OpenRoute {
  readonly access: "open";
  readonly kind: "token" | "open" | "recording";
  readonly methods: readonly string[];
  readonly pattern: string;
  handle(exchange: Exchange): Answer;
}

/** A route that demands a bearer and the API key. */
export interface ProtectedRoute {
  readonly access: "protected";
  readonly kind: "resource" | "list";
  readonly methods: readonly string[];
  readonly pattern: string;
  handle(exchange: Exchange, account: SimulatedAccount): Answer;
}

export type Route = OpenRoute | ProtectedRoute;
export type RouteKind = Route["kind"];

/** A protected GET route, as nearly all are. */
export function resource(pattern: string, handle: ProtectedRoute["handle"]): ProtectedRoute {
  return { access: "protected", kind: "resource", methods: ["GET"], pattern, handle };
}

/** A protected GET route that answers rows in pages. */
export function list(pattern: string, handle: ProtectedRoute["handle"]): ProtectedRoute {
  return { access: "protected", kind: "list", methods: ["GET"], pattern, handle };
}
