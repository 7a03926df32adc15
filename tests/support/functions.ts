import type { AccountSpec } from "../../supabase/local/simulator/accounts/account-spec.ts";
import type { Stack } from "../../supabase/local/stack.ts";
import type { Client, Person } from "./people.ts";

export type Answer = { status: number; body: Record<string, unknown>; headers: Headers };

/** Calls an edge function over HTTP with somebody's session, or with headers of the test's own. */
export async function callFunction(
  stack: Stack,
  name: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${stack.apiUrl}/functions/v1/${name}`, {
    method: "POST",
    headers: { apikey: stack.publishableKey, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : JSON.parse(text), headers: response.headers };
}

export async function sessionHeader(client: Client): Promise<{ authorization: string }> {
  const { data } = await client.auth.getSession();
  if (data.session === null) throw new Error("This person is not signed in.");
  return { authorization: `Bearer ${data.session.access_token}` };
}

/** The keys of an account as its admin types them in. */
export function keysOf(account: AccountSpec) {
  return { account_type: account.accountType, api_key: account.apiKey, user_key: account.userKey };
}

export async function callIntegrations(stack: Stack, person: Person, body: object): Promise<Answer> {
  return await callFunction(stack, "integrations", body, await sessionHeader(person.client));
}

/** Connects an account to an org, or fails the test with the function's own words. */
export async function connect(stack: Stack, person: Person, organizationId: string, account: AccountSpec) {
  const answer = await callIntegrations(stack, person, {
    action: "save",
    org_id: organizationId,
    ...keysOf(account),
  });
  if (answer.status !== 200) throw new Error(`Connecting was refused: ${JSON.stringify(answer.body)}`);
  const integration = answer.body.integration as { id: string };
  return integration;
}
