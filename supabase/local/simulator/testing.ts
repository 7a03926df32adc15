import type { SimulatedAccount } from "./accounts/account.ts";
import { type AccountSpec, PREFIX_OF } from "./accounts/account-spec.ts";
import type { Simulator } from "./simulator.ts";

/** A clock that stands still until it is moved. */
interface TestClock {
  now(): Date;
  advanceSeconds(seconds: number): void;
}

export function createTestClock(start = "2026-03-18T20:00:00Z"): TestClock {
  let atMs = Date.parse(start);
  return {
    now: () => new Date(atMs),
    advanceSeconds(seconds) {
      atMs += seconds * 1000;
    },
  };
}

/** A classic account of a few hundred rows, but for what is given. */
export function exampleSpec(known: Partial<AccountSpec> = {}): AccountSpec {
  return {
    name: "Acme",
    accountType: "classic",
    apiKey: "00000000-0000-4000-8000-000000000001",
    userKey: "00000000-0000-4000-8000-000000000011",
    seed: "acme",
    phoneNumbers: 4,
    calls: 300,
    messages: 60,
    days: 20,
    agents: 5,
    ...known,
  };
}

/** An answer that was read in full. */
interface ReadAnswer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** What the JSON says, in the shape that a test expects; undefined when it isn't JSON. */
  readonly body: Body;
}

type Members = Readonly<Record<string, unknown>>;

/** A call as it is written, as far as tests look into it. */
export interface CallRow {
  readonly id: string;
  readonly caller: object;
  readonly businessNumber?: string | null;
  readonly dateTimeUtc: string;
  readonly duration: string | null;
  readonly direction: string;
  readonly callStatus: string | null;
  readonly callRecord?: { readonly fileName: string; readonly uri: string } | null;
}

export interface CallsBody {
  readonly data: { readonly calls: readonly CallRow[]; readonly total: number };
  readonly isSuccess: boolean;
}

export interface JournalRow extends Members {
  readonly id: string;
}

export interface JournalBody {
  readonly currentPage: number;
  readonly requests: readonly JournalRow[];
}

interface TokenBody {
  readonly access_token: string;
  readonly refresh_token: string;
}

export type Query = Readonly<Record<string, string | number>>;

/** A strict client of one account: a token from the real endpoint, then both headers on every request. */
export interface TestClient {
  readonly token: string;
  readonly base: string;
  get<Body = Members>(
    path: string,
    query?: Query,
    headers?: Readonly<Record<string, string>>,
  ): Promise<ReadAnswer<Body>>;
}

export async function readAnswer<Body = Members>(response: Response): Promise<ReadAnswer<Body>> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson ? tryParse(text) : undefined) as Body,
  };
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export async function requestToken(
  simulator: Simulator,
  account: SimulatedAccount,
  form: Readonly<Record<string, string>> = {
    grant_type: "client_credentials",
    client_id: account.apiKey,
    client_secret: account.userKey,
  },
  options: { readonly prefix?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<ReadAnswer<TokenBody>> {
  const prefix = options.prefix ?? PREFIX_OF[account.accountType];
  return readAnswer<TokenBody>(
    await fetch(`${simulator.url}${prefix}/v4/auth/token`, {
      method: "POST",
      headers: options.headers ?? { "x-api-key": account.apiKey },
      body: new URLSearchParams(form),
    }),
  );
}

export async function signIn(simulator: Simulator, name = "Acme"): Promise<TestClient> {
  const account = simulator.accounts.get(name);
  const token = (await requestToken(simulator, account)).body.access_token;
  const base = `${simulator.url}${PREFIX_OF[account.accountType]}/v4/api`;
  return {
    token,
    base,
    async get<Body>(path: string, query: Query = {}, headers: Readonly<Record<string, string>> = {}) {
      const pairs = Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]);
      const search = pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`;
      return readAnswer<Body>(
        await fetch(`${base}${path}${search}`, {
          headers: { authorization: `Bearer ${token}`, "x-api-key": account.apiKey, ...headers },
        }),
      );
    },
  };
}

/** A window that holds every row of the example account. */
export const EVERYTHING = { startUtc: "2020-01-01T00:00:00", endUtc: "2030-01-01T00:00:00" } as const;
