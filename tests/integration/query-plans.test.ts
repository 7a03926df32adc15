import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, startStack } from "../../supabase/local/stack.ts";
import { runAs } from "../bench/measure.ts";
import { questions } from "../bench/questions.ts";
import { fillVolume, idOf } from "../bench/volume.ts";

const LARGE_TABLES = ["calls", "call_rollups", "recordings", "sms_messages", "sync_jobs", "audit_log"];

let database: Database;
let sql: Sql;

beforeAll(async () => {
  database = await startStack({ ephemeral: true, parts: "database" });
  const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  await fillVolume(admin, { callsOfOrganizations: [40_000, ...Array.from({ length: 8 }, () => 5_000)] });
  await admin.end();
  sql = postgres(database.databaseUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.stop();
});

describe.each([
  { role: "owner", person: idOf.person(1) },
  { role: "agent", person: idOf.agent(1) },
])("asked by an $role", ({ person }) => {
  it.each(questions)(
    "$name reads no large table from end to end",
    async ({ mostBlocks = Number.POSITIVE_INFINITY, sql: query }) => {
      const [run] = await runAs(sql, query(1), person, 1);
      expect(run.sequentiallyRead.filter((table) => LARGE_TABLES.includes(table))).toEqual([]);
      expect(run.blocks).toBeLessThanOrEqual(mostBlocks);
    },
  );
});
