import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getAuthSchemaSql } from "@supabase/lite";
import postgres from "postgres";
import type { PostgresServer } from "../postgres/server.ts";

/**
 * Makes a new, empty server what a hosted project is before its first migration: roles, default privileges,
 * extensions, the auth and realtime schemas. All in one transaction; does nothing when it has been done.
 */
export async function setUpPlatform(server: PostgresServer): Promise<void> {
  const sql = postgres(server.url("supabase_admin"), { max: 1, onnotice: () => {} });
  try {
    const [existing] = await sql`select from pg_roles where rolname = 'authenticator'`;
    if (existing !== undefined) return;
    await sql.begin(async (transaction) => {
      const steps = [
        read("roles.sql"),
        getAuthSchemaSql(),
        read("auth.sql"),
        read("realtime.sql"),
        read("api.sql"),
      ];
      for (const step of steps) await transaction.unsafe(step).simple();
    });
  } finally {
    await sql.end();
  }
}

function read(file: string): string {
  return readFileSync(join(import.meta.dirname, file), "utf8");
}
