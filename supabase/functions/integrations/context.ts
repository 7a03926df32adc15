import * as v from "valibot";
import { accountTypeSchema } from "../_shared/credentials/credential-input.ts";
import type { WorkerDatabase } from "../_shared/database/worker-database.ts";
import { sealedSecretSchema } from "../_shared/integration/sealed-credentials.ts";
import type { ProviderError } from "../_shared/provider/provider-error.ts";

/** Who asks (from the verified token), and what the function works with. */
export type Context = {
  readonly actor: string;
  readonly database: WorkerDatabase;
  readonly environment: { get(name: string): string | undefined };
};

const managedIntegrationSchema = v.object({
  integration_id: v.nullable(v.string()),
  provider: v.optional(v.string()),
  account_type: v.optional(accountTypeSchema),
  credentials: v.optional(v.nullable(sealedSecretSchema), null),
});

/**
 * The org's integration as its admin may manage it.
 * @throws Problem 404 for outsiders and unknown orgs alike, 403 below admin.
 */
export async function integrationForAdmin({ actor, database }: Context, orgId: string) {
  const found = await database.call("integration_for_admin", { actor, organization: orgId });
  return v.parse(managedIntegrationSchema, found);
}

/** Leaves a trace of who tried what, where nothing was changed. */
export async function noteFailedAttempt(
  { actor, database }: Context,
  orgId: string,
  what: "credentials.saved" | "credentials.tested",
  error: ProviderError,
): Promise<void> {
  await database.call("note_failed_attempt", {
    actor,
    organization: orgId,
    what,
    failure_code: error.code,
  });
}
