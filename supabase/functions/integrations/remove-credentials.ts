import type { Context } from "./context.ts";

/** Deletes the credentials and stops syncing; what was synced stays. @throws Problem 404, 403, 409 */
export async function removeCredentials({ actor, database }: Context, orgId: string): Promise<unknown> {
  return await database.call("remove_integration", { actor, organization: orgId });
}
