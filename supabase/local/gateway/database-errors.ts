import { inspect } from "node:util";
import postgres from "postgres";

/** Codes for which lite's own answer is already PostgREST's. */
const answeredByLite = /^(42501|42P01|42703|42883|25006|PGRST|PT\d{3})$/;

/**
 * Gives a database error the status and body that PostgREST answers with. Lite knows some codes and makes 500 of the
 * others (a raised exception among them); it does honour PostgREST's own `raise sqlstate 'PGRST'`, so any other error
 * is put in those words.
 */
export function asPostgrestError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (!(error instanceof postgres.PostgresError)) return logged(error, error.message);
  const { code, message, detail, hint } = error;
  const line = `${code} ${message}`;
  if (answeredByLite.test(code)) return logged({ code, message, detail, hint }, line);
  const asRaised = {
    code: "PGRST",
    message: JSON.stringify({ code, message, details: detail ?? null, hint: hint ?? null }),
    detail: JSON.stringify({ status: statusOf(code), headers: {} }),
  };
  return logged(asRaised, line);
}

/** PostgREST's table: https://docs.postgrest.org/en/stable/references/errors.html */
export function statusOf(code: string): number {
  if (code === "23503" || code === "23505") return 409;
  if (code === "P0001") return 400;
  const byClass: Record<string, number> = {
    "08": 503,
    "09": 500,
    "0L": 403,
    "0P": 403,
    "25": 500,
    "28": 403,
    "2D": 500,
    "38": 500,
    "39": 500,
    "3B": 500,
    "40": 500,
    "53": 503,
    "54": 500,
    "55": 500,
    "57": 500,
    "58": 500,
    F0: 500,
    HV: 500,
    P0: 500,
    XX: 500,
  };
  return byClass[code.slice(0, 2)] ?? 400;
}

/** Lite logs each error it is given; one line is enough, since the caller is told the rest. */
function logged<T extends object>(error: T, line: string): T {
  return Object.defineProperty(error, inspect.custom, { value: () => `rest: ${line}`, enumerable: false });
}
