import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { onFreePort } from "./free-ports.ts";
import { setUpPlatform } from "./platform/platform.ts";
import { type PostgresServer, startPostgres } from "./postgres/server.ts";

/** A server as a hosted project is before its first migration, for tests of the stack's own parts. */
export type TestPlatform = {
  server: PostgresServer;
  /** Connected as `postgres`. */
  sql: Sql;
  stop: () => Promise<void>;
};

export async function startTestPlatform(): Promise<TestPlatform> {
  const folder = temporaryFolder();
  const directory = join(folder, "postgres");
  const server = await onFreePort((port) =>
    startPostgres({ directory, port, durable: false, removeAfter: folder }),
  );
  await setUpPlatform(server);
  const sql = postgres(server.url(), { onnotice: () => {} });
  return {
    server,
    sql,
    stop: async () => {
      await sql.end({ timeout: 1 });
      await server.stop();
    },
  };
}

/** A folder that the server's own user can reach too. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "victorysync-test-"));
  chmodSync(folder, 0o755);
  return folder;
}
