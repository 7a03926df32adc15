import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { migrate } from "../../supabase/local/migrations/migrate.ts";
import { repositoryRoot } from "../../supabase/local/paths.ts";
import { startTestPlatform, type TestPlatform } from "../../supabase/local/testing.ts";
import { makeCopies, withDatabase } from "../mutation/copies.ts";
import { schemaFingerprint } from "../support/schema-fingerprint.ts";
import { arrive, FILLED_TABLES, KEPT_BY_THE_SCHEMA } from "../support/upgrade-rows.ts";

/*
 * Two databases of one server: `fresh` gets the whole chain at once, as a new project does; `grown` gets a migration at
 * a time, and after each of them another org arrives with a row in every table that exists by then.
 */
const directory = join(repositoryRoot, "supabase/migrations");
const migrations = readdirSync(directory).sort();
const secrets = { sync_function_url: "http://127.0.0.1:9/functions/v1/sync", sync_function_key: "not-a-key" };

let platform: TestPlatform;
let fresh: Sql;
let grown: Sql;
/** Each row as it was when it arrived, by its table and key. */
const arrived = new Map<string, Row>();

type Row = Record<string, unknown>;

beforeAll(async () => {
  platform = await startTestPlatform();
  await makeCopies(platform.server.url("supabase_admin"), "postgres", ["fresh", "grown"]);
  fresh = postgres(withDatabase(platform.server.url(), "fresh"), { onnotice: () => {} });
  grown = postgres(withDatabase(platform.server.url(), "grown"), { onnotice: () => {} });
  await migrateFresh();
  for (const [index, file] of migrations.entries()) {
    await grown.begin((transaction) =>
      transaction.unsafe(readFileSync(join(directory, file), "utf8")).simple(),
    );
    await arrive(grown, index + 1);
    for (const [key, row] of await rows()) if (!arrived.has(key)) arrived.set(key, row);
  }
});
afterAll(async () => {
  await Promise.all([fresh, grown].map((sql) => sql.end({ timeout: 1 })));
  await platform.stop();
});

function migrateFresh(): Promise<void> {
  return migrate({ url: withDatabase(platform.server.url(), "fresh"), sql: fresh, secrets, withSeed: false });
}

/** The rows that people and providers brought, by table and key. */
async function rows(): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  for (const table of FILLED_TABLES) {
    const [exists] = await grown`select where to_regclass(${table}) is not null`;
    if (exists === undefined) continue;
    const stored = await grown.unsafe<{ key: unknown; row: Row }[]>(`
      select (select jsonb_agg(to_jsonb(t) -> a.attname order by a.attname)
          from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
          where i.indrelid = '${table}'::regclass and i.indisprimary) as key, to_jsonb(t) as row
      from ${table} t`);
    for (const { key, row } of stored) found.set(`${table} ${JSON.stringify(key)}`, row);
  }
  return found;
}

it("a database that grew with its data has the schema of one made from nothing", async () => {
  const [ofFresh, ofGrown] = [await schemaFingerprint(fresh), await schemaFingerprint(grown)];
  expect(ofFresh.length, "the whole catalog is compared").toBeGreaterThan(800);
  expect(ofGrown).toEqual(ofFresh);
});

it("every table had rows while later migrations ran", async () => {
  const tables = await grown<{ name: string }[]>`
    select format('%s.%s', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'private', 'worker')`;
  expect(
    tables.map(({ name }) => name).sort(),
    "each table has its line in tests/support/upgrade-rows.ts",
  ).toEqual([...FILLED_TABLES, ...KEPT_BY_THE_SCHEMA].sort());
  const filled = new Set([...arrived.keys()].map((key) => key.split(" ")[0]));
  expect([...filled].sort()).toEqual([...FILLED_TABLES].sort());
});

it("no migration loses or alters a row, and no constraint leaves old rows unchecked", async () => {
  const now = await rows();
  const changed = [...arrived].flatMap(([key, row]) => {
    const after = now.get(key);
    if (after === undefined) return [`${key} is gone`];
    return Object.keys(row)
      .filter((column) => JSON.stringify(row[column]) !== JSON.stringify(after[column]))
      .map((column) => `${key} has another ${column}`);
  });
  expect(arrived.size).toBeGreaterThan(migrations.length * 10);
  expect(changed).toEqual([]);
  expect(await grown`select conname from pg_constraint where not convalidated`).toEqual([]);
});

it("the rollups count every call, those from before they existed too", async () => {
  const counts = await grown`
    select (select count(*)::integer from public.calls) as calls,
      (select sum(inbound_answered)::integer from public.call_rollups) as by_quarter,
      (select sum(calls)::integer from private.call_days where subject = 'number') as by_day`;
  expect(counts[0]?.calls).toBeGreaterThan(30);
  expect(counts[0]?.by_quarter).toBe(counts[0]?.calls);
  expect(counts[0]?.by_day).toBe(counts[0]?.calls);
});

it("pushing again changes nothing", async () => {
  const before = await schemaFingerprint(fresh);
  const versions = () => fresh`select version from supabase_migrations.schema_migrations order by version`;
  const applied = await versions();
  expect(applied).toHaveLength(migrations.length);
  await migrateFresh();
  expect(await versions()).toEqual(applied);
  expect(await schemaFingerprint(fresh)).toEqual(before);
});
