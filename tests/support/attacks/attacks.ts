import { expect } from "vitest";
import type { Stack } from "../../../supabase/local/stack.ts";
import type { Client } from "../people.ts";

export type RawAnswer = { status: number; text: string; headers: Headers };

type RawRequest = {
  method?: string;
  /** An access token; without it, the publishable key alone. */
  token?: string;
  headers?: Record<string, string>;
  /** Sent as it is when it is a text or bytes, else as JSON. */
  body?: unknown;
};

/** Sends a request below the stack's address as an attacker does, without a library that makes it well-formed. */
export async function ask(stack: Stack, path: string, request: RawRequest = {}): Promise<RawAnswer> {
  const { token, body, headers = {} } = request;
  const response = await fetch(`${stack.apiUrl}${path}`, {
    method: request.method ?? (body === undefined ? "GET" : "POST"),
    redirect: "manual",
    headers: {
      apikey: stack.publishableKey,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: asSent(body) }),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

function asSent(body: unknown): string | Uint8Array<ArrayBuffer> {
  return typeof body === "string" || body instanceof Uint8Array
    ? new Uint8Array(Buffer.from(body))
    : JSON.stringify(body);
}

export async function tokenOf(client: Client): Promise<string> {
  const { data } = await client.auth.getSession();
  if (data.session === null) throw new Error("This person is not signed in.");
  return data.session.access_token;
}

/** Counting an attempt is no harm done. */
const COUNTERS = ["private.rate_limits"];

/**
 * One hash for each table of the product, over its rows as the database's owner sees them: all of them, or those whose
 * text matches a pattern.
 */
async function tablesAsOwner(stack: Stack, pattern = ""): Promise<Record<string, string>> {
  const tables = await stack.sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_catalog.pg_tables
    where schemaname in ('public', 'private') order by 1`;
  const hashes = tables
    .filter(({ name }) => !COUNTERS.includes(name))
    .map(
      ({ name }) =>
        `select '${name}' as name, md5(string_agg(t::text, ';' order by t::text)) from ${name} t where t::text ~ $1`,
    );
  const rows = await stack.sql.unsafe<{ name: string; md5: string }[]>(hashes.join(" union all "), [pattern]);
  return Object.fromEntries(rows.map(({ name, md5 }) => [name, md5]));
}

/** Runs an attack and proves, as the database's owner, that no row (matching a pattern) is different afterwards. */
export async function expectNothingChanged<T>(
  stack: Stack,
  attack: () => Promise<T>,
  pattern = "",
): Promise<T> {
  const before = await tablesAsOwner(stack, pattern);
  const result = await attack();
  expect(await tablesAsOwner(stack, pattern), "tables as the owner sees them").toEqual(before);
  return result;
}
