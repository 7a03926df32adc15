import { afterAll, beforeAll, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { connect } from "../support/functions.ts";
import { addMember, createOrganization } from "../support/people.ts";
import { finishSyncs } from "../support/syncs.ts";

const doomed = accountSpec("Doomed account");
const kept = accountSpec("Kept account");

let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [doomed, kept] });
});
afterAll(() => stack.stop());

/** Every place in the database where an id stands, as "schema.table.column". */
async function placesOf(id: string): Promise<string[]> {
  const columns = await stack.sql<{ place: string; relation: string; column: string }[]>`
    select format('%s.%s.%s', n.nspname, c.relname, a.attname) as place, c.oid::regclass::text as relation,
      quote_ident(a.attname) as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_%'
      and a.atttypid in ('uuid'::regtype, 'text'::regtype, 'jsonb'::regtype)`;
  const places: string[] = [];
  for (const { place, relation, column } of columns) {
    const rows = await stack.sql.unsafe(
      `select from ${relation} where ${column}::text like '%' || $1 || '%' limit 1`,
      [id],
    );
    if (rows.length > 0) places.push(place);
  }
  return places;
}

it("removing an org leaves no row, secret, job or schedule of it anywhere, and nothing of others is touched", async () => {
  const org = await createOrganization(stack, "Doomed Org");
  const other = await createOrganization(stack, "Kept Org");
  const integration = await connect(stack, org.owner, org.id, doomed);
  await connect(stack, other.owner, other.id, kept);
  await finishSyncs(stack);
  await addMember(stack, org.id, "Doomed agent", "agent");
  await org.owner.client.rpc("invite_person", {
    organization: org.id,
    email: "late@people.example",
    role: "agent",
  });
  expect((await placesOf(org.id)).length, "the org has left traces all over").toBeGreaterThan(8);
  const othersCalls = await stack.sql`select count(*) from public.calls where org_id = ${other.id}`;

  const manager = await addMember(stack, org.id, "Doomed manager", "manager");
  const attempts = [
    await manager.client.rpc("remove_organization", { organization: org.id, confirmed_name: "Doomed Org" }),
    await other.owner.client.rpc("remove_organization", {
      organization: org.id,
      confirmed_name: "Doomed Org",
    }),
    await org.owner.client.rpc("remove_organization", { organization: org.id, confirmed_name: "doomed org" }),
  ];
  expect(attempts.map(({ status }) => status)).toEqual([403, 404, 400]);
  expect(await stack.sql`select from public.organizations where id = ${org.id}`).toHaveLength(1);

  const { error } = await org.owner.client.rpc("remove_organization", {
    organization: org.id,
    confirmed_name: "Doomed Org",
  });
  expect(error).toBeNull();
  expect(await placesOf(org.id), "only the operator's note stays").toEqual([
    "private.removed_organizations.id",
  ]);
  expect(await placesOf(integration.id)).toEqual([]);
  expect(await stack.sql`select count(*) from public.calls where org_id = ${other.id}`).toEqual(othersCalls);
});
