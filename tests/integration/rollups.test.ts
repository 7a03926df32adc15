import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom, type Random } from "../../supabase/local/simulator/accounts/random.ts";
import { type Database, startStack } from "../../supabase/local/stack.ts";

/** Undone by the database itself, which is as good as never done. */
const DEADLOCK = "40P01";
const quarters = ["09:00", "09:15", "09:30", "23:45", "00:00", "00:15"];
const seed = Math.floor(Math.random() * 1_000_000);

let database: Database;
let workers: Sql[];

beforeAll(async () => {
  database = await startStack({ ephemeral: true, parts: "database" });
  workers = [1, 2].map(() => postgres(database.databaseUrl, { max: 1, onnotice: () => {} }));
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.end()));
  await database.stop();
});

interface Org {
  id: string;
  integrationId: string;
  numberIds: string[];
}

async function createOrg(name: string): Promise<Org> {
  const { sql } = database;
  const random = createRandom(name);
  const org = { id: random.guid(), integrationId: random.guid(), numberIds: [random.guid(), random.guid()] };
  const owned = { org_id: org.id, integration_id: org.integrationId };
  await sql`insert into public.organizations ${sql({ id: org.id, name, slug: org.id, time_zone: "Asia/Kathmandu" })}`;
  await sql`insert into public.integrations ${sql({ id: org.integrationId, org_id: org.id, account_type: "classic" })}`;
  await sql`insert into public.phone_numbers ${sql(
    org.numberIds.map((id, index) => ({ ...owned, id, number: `+1555010090${index}` })),
  )}`;
  return org;
}

function someCall(random: Random, { id, integrationId, numberIds }: Org, externalId: string) {
  const quarter = random.pick(quarters);
  const day = random.integer(1, 3);
  return {
    org_id: id,
    integration_id: integrationId,
    external_id: externalId,
    phone_number_id: random.pick([null, ...numberIds]),
    direction: random.pick(["inbound", "inbound", "outbound", "internal", "unknown"]),
    outcome: random.pick(["answered", "missed", "abandoned", "voicemail", "no_answer", "unknown"]),
    started_at: `2026-03-0${day}T${quarter}:00Z`,
    duration_seconds: random.pick([null, 0, random.integer(1, 600)]),
    agent_extension: random.pick([null, "101"]),
  };
}

/** One of the things that happen to calls: a page of them comes in, new or told again; some are changed; some go. */
async function happen(sql: Sql, random: Random, org: Org, worker: number): Promise<void> {
  const mine = Array.from({ length: 12 }, (_, index) => `${worker}-${index}`);
  const some = [...new Set([random.pick(mine), random.pick(mine), random.pick(mine)])];
  const other = someCall(random, org, "");
  const ofSome = sql`where org_id = ${org.id} and external_id = any (${some})`;
  const changes = [
    () => sql`
      insert into public.calls ${sql(some.map((externalId) => someCall(random, org, externalId)))}
      on conflict (integration_id, external_id) do update set started_at = excluded.started_at, outcome = excluded.outcome,
        direction = excluded.direction, duration_seconds = excluded.duration_seconds, phone_number_id = excluded.phone_number_id`,
    () => sql`update public.calls set outcome = ${other.outcome}, direction = ${other.direction} ${ofSome}`,
    () => sql`update public.calls set started_at = ${other.started_at} ${ofSome}`,
    () => sql`update public.calls set duration_seconds = ${other.duration_seconds} ${ofSome}`,
    () => sql`update public.calls set phone_number_id = ${other.phone_number_id} ${ofSome}`,
    () => sql`delete from public.calls ${ofSome}`,
  ];
  // Most pages come in; else little would be left to count.
  await random.pick([...changes, ...changes.slice(0, 1), ...changes.slice(0, 1)])();
}

async function differences(org: Org) {
  const quarterly = await database.sql`select * from private.rollup_differences(${org.id})`;
  const daily = await database.sql`select * from private.day_differences(${org.id})`;
  return [...quarterly, ...daily];
}

describe(`rollups (seed ${seed})`, () => {
  it("stay those of the rows while two workers change the same quarters at once, in any order", async () => {
    const org = await createOrg("Busy Org");
    for (let round = 0; round < 25; round += 1) {
      const bothWork = workers.map(async (sql, worker) => {
        const random = createRandom(seed, round, worker);
        for (let step = 0; step < 4; step += 1) {
          await happen(sql, random, org, worker).catch((error: { code?: string }) => {
            if (error.code !== DEADLOCK) throw error;
          });
        }
      });
      await Promise.all(bothWork);
      expect(await differences(org), `after round ${round}`).toEqual([]);
    }
    const [left] =
      await database.sql`select count(*)::integer as calls from public.call_rollups where org_id = ${org.id}`;
    expect(left?.calls).toBeGreaterThan(3);
  });

  it("count the call that comes into a quarter while its last one goes", async () => {
    const org = await createOrg("Last Call Org");
    const [leaving, coming] = workers;
    if (leaving === undefined || coming === undefined) throw new Error("There are two workers.");
    const moment = "2026-03-01T09:05:00Z";
    const callOf = (externalId: string) => ({
      ...someCall(createRandom(seed), org, externalId),
      started_at: moment,
      direction: "inbound",
      outcome: "missed",
    });
    await leaving`insert into public.calls ${leaving(callOf("last"))}`;
    await leaving`begin`;
    // As far as the trigger comes before it counts: the day and the quarter are locked, and not yet removed.
    await leaving`select private.roll_up_days(${org.id}, array['2026-03-01 00:00Z'::timestamptz])`;
    await leaving`select from public.call_rollups where org_id = ${org.id} for update`;
    const comes = coming`insert into public.calls ${coming(callOf("next"))}`.execute();
    await expect
      .poll(
        async () => (await database.sql`select from pg_stat_activity where wait_event_type = 'Lock'`).length,
      )
      .toBe(1);
    await leaving`delete from public.calls where org_id = ${org.id} and external_id = 'last'`;
    await leaving`commit`;
    await comes;
    expect(await differences(org)).toEqual([]);
    const rollups =
      await database.sql`select inbound_missed from public.call_rollups where org_id = ${org.id}`;
    expect(rollups).toEqual([{ inbound_missed: 1 }]);
  });

  it("of more days than the database has locks are kept at once", async () => {
    const org = await createOrg("Old Org");
    const { sql } = database;
    await sql`
      insert into public.calls (org_id, integration_id, external_id, direction, outcome, started_at)
      select ${org.id}, ${org.integrationId}, n::text, 'inbound', 'missed', timestamptz '2026-03-01 00:00Z' - n * interval '1 day'
      from generate_series(1, 15000) n`;
    const rollups = await sql`
      select (select count(*) from public.call_rollups where org_id = ${org.id}) as quarters,
        (select sum(calls) from private.call_days where org_id = ${org.id}) as calls`;
    expect(rollups).toEqual([{ quarters: "15000", calls: "15000" }]);
  });

  it("go with their org, and a change of its clock leaves them as they are", async () => {
    const org = await createOrg("Removed Org");
    const random = createRandom(seed);
    const calls = Array.from({ length: 20 }, (_, index) => someCall(random, org, String(index)));
    await database.sql`insert into public.calls ${database.sql(calls)}`;
    const before =
      await database.sql`select * from public.call_rollups where org_id = ${org.id} order by quarter_start`;
    await database.sql`update public.organizations set time_zone = 'America/St_Johns' where id = ${org.id}`;
    expect(
      await database.sql`select * from public.call_rollups where org_id = ${org.id} order by quarter_start`,
    ).toEqual(before);
    expect(await differences(org)).toEqual([]);

    await database.sql`delete from public.organizations where id = ${org.id}`;
    expect(await database.sql`select from public.call_rollups where org_id = ${org.id}`).toHaveLength(0);
    expect(await database.sql`select from private.rollup_differences()`).toHaveLength(0);
  });
});
