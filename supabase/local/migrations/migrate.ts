import type { Sql } from "postgres";
import { cliTarget, runSupabase } from "./cli.ts";

/** What the schedule needs to reach the sync function; kept in Vault. */
export type VaultSecrets = { sync_function_url: string; sync_function_key: string };

export type MigrateOptions = {
  /** Connection string of the role `postgres`. */
  url: string;
  sql: Sql;
  secrets: VaultSecrets;
  /** Also runs the files of `[db.seed]`, each once. */
  withSeed: boolean;
};

/**
 * Applies the migrations that the database does not have yet, as on a hosted project: with the official CLI. Throws
 * with the CLI's own words when one fails.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const target = ["--remote", cliTarget(options.url)];
  const seed = options.withSeed ? ["--include-seed"] : [];
  const pushed = await runSupabase(["db", "push", "--yes", ...target, ...seed], {
    SYNC_FUNCTION_URL: options.secrets.sync_function_url,
    SYNC_FUNCTION_KEY: options.secrets.sync_function_key,
  });
  if (pushed.exitCode !== 0) {
    throw new Error(`The migrations could not be applied.\n${pushed.stdout}${pushed.stderr}`);
  }
  await updateVaultSecrets(options.sql, options.secrets);
}

/** The CLI writes secrets along with migrations only, but ports and keys may change between two starts. */
async function updateVaultSecrets(sql: Sql, secrets: VaultSecrets): Promise<void> {
  for (const [name, secret] of Object.entries(secrets)) {
    const [existing] = await sql<{ id: string; decrypted_secret: string }[]>`
      select id, decrypted_secret from vault.decrypted_secrets where name = ${name}`;
    if (existing === undefined) await sql`select vault.create_secret(${secret}, ${name})`;
    else if (existing.decrypted_secret !== secret)
      await sql`select vault.update_secret(${existing.id}, ${secret})`;
  }
}
