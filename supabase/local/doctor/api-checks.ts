import * as v from "valibot";
import type { Check, Finding, Target } from "./check.ts";

const TIMEOUT_MS = 10_000;

// What each function answers to someone who may not use it: proof that it runs and asks who is there.
const FUNCTIONS = [
  { name: "integrations", method: "POST", refusal: 401 },
  { name: "sync", method: "POST", refusal: 401 },
  { name: "recordings", method: "GET", refusal: 403 },
];

async function statusOf(target: Target, path: string, init: RequestInit = {}): Promise<number | string> {
  try {
    const response = await fetch(target.apiUrl + path, {
      ...init,
      headers: { apikey: target.publishableKey, ...init.headers },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}

const functions: Check = (target) =>
  Promise.all(
    FUNCTIONS.map(async ({ name, method, refusal }): Promise<Finding> => {
      const status = await statusOf(target, `/functions/v1/${name}`, { method });
      return {
        name: `function: ${name}`,
        trouble: status === refusal ? null : `answers ${status} where ${refusal} is right`,
        mend: `Run: npx supabase functions deploy ${name}`,
      };
    }),
  );

// A schema that is not exposed is 406; one that is exposed refuses us with 401 or 403.
const schemas: Check = (target) =>
  Promise.all(
    [
      { schema: "public", path: "/rest/v1/organizations?limit=1" },
      { schema: "worker", path: "/rest/v1/rpc/current_credential_key" },
    ].map(async ({ schema, path }): Promise<Finding> => {
      const status = await statusOf(target, path, { headers: { "accept-profile": schema } });
      const isRefused = status === 401 || status === 403;
      return {
        name: `API: schema ${schema}`,
        trouble: isRefused ? null : `answers ${status} to someone without a session`,
        mend: 'Expose "public" and "worker" (config.toml, [api] schemas; npx supabase config push).',
      };
    }),
  );

const settingsSchema = v.object({ mailer_autoconfirm: v.boolean() });

// An invitation and a first operator are for an address, so an address has to be proven.
const confirmations: Check = async (target) => {
  const settings = await fetch(`${target.apiUrl}/auth/v1/settings`, {
    headers: { apikey: target.publishableKey },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
    .then((response) => response.json())
    .catch(() => null);
  const { success, output } = v.safeParse(settingsSchema, settings);
  const unproven =
    success && output.mailer_autoconfirm ? "people sign up with addresses they can't prove" : null;
  return [
    {
      name: "auth: proven addresses",
      trouble: success ? unproven : "the Auth server does not tell its settings",
      mend: "Run: npx supabase config push (config.toml, [auth.email] enable_confirmations).",
    },
  ];
};

/** What can be seen from outside, as somebody without a session. */
export const apiChecks: readonly Check[] = [schemas, functions, confirmations];
