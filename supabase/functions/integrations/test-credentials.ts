import { createKeyring } from "../_shared/credentials/keyring.ts";
import { unreadableCredentials } from "../_shared/credentials/unreadable.ts";
import { Problem } from "../_shared/http/problem.ts";
import { connectProvider } from "../_shared/integration/connect-provider.ts";
import { providerHosts } from "../_shared/integration/provider-hosts.ts";
import { createRequestBudget } from "../_shared/integration/request-budget.ts";
import { ProviderError } from "../_shared/provider/provider-error.ts";
import { type Context, integrationForAdmin, noteFailedAttempt } from "./context.ts";

const REQUESTS_OF_A_TEST = 3;

/**
 * Tries the stored credentials on the provider and writes the result down. Only a verdict on the credentials changes the
 * integration's state: a provider that is down says nothing about them.
 * @throws Problem 409 when nothing is connected; ProviderError with the cause.
 */
export async function testCredentials(context: Context, orgId: string): Promise<unknown> {
  const { actor, database, environment } = context;
  const {
    integration_id,
    provider: providerName,
    account_type,
    credentials,
  } = await integrationForAdmin(context, orgId);
  if (
    integration_id === null ||
    providerName === undefined ||
    account_type === undefined ||
    credentials === null
  ) {
    throw new Problem(409, "not_connected", "MightyCall is not connected.", {
      hint: "Save your MightyCall keys first.",
    });
  }
  await database.call("take_rate_limit", { what: "test_credentials", actor, organization: orgId });
  const budget = createRequestBudget(database, {
    integration_id,
    for_person: true,
    block: REQUESTS_OF_A_TEST,
    nowMs: Date.now,
  });
  const record = (code: string | null, hint: string | null) =>
    database.call("record_verification", {
      actor,
      integration: integration_id,
      failure_code: code,
      failure_hint: hint,
    });
  try {
    const provider = await connectProvider(
      { org_id: orgId, integration_id, provider: providerName, account_type, credentials },
      { database, keyring: createKeyring(database), hosts: providerHosts(environment), budget },
    );
    await provider.verify();
    return await record(null, null);
  } catch (error) {
    if (error instanceof ProviderError) {
      if (error.error_class === "config") await record(error.code, error.hint);
      else await noteFailedAttempt(context, orgId, "credentials.tested", error);
    }
    const unreadable = unreadableCredentials(error);
    if (unreadable !== null) await record(unreadable.code, unreadable.hint);
    throw error;
  } finally {
    await budget.returnUnused();
  }
}
