import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import type { TakeoutRow } from "../../web/src/modules/takeout/takeout.models.ts";
import { takeoutParts } from "../../web/src/modules/takeout/takeout.models.ts";
import { readEverything } from "../../web/src/modules/takeout/takeout.requests.ts";
import { accountSpec } from "../support/accounts.ts";
import { connect } from "../support/functions.ts";
import { addMember, type Client, createOrganization, type Person } from "../support/people.ts";
import { finishSyncs } from "../support/syncs.ts";

const account = accountSpec("Takeout account", { calls: 60, messages: 20, days: 5 });
const other = accountSpec("Other account", { calls: 10, messages: 5, days: 5 });

let stack: Stack;
let orgId: string;
let owner: Person;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [account, other] });
  ({ id: orgId, owner } = await createOrganization(stack, "Takeout Org"));
  await connect(stack, owner, orgId, account);
  const stranger = await createOrganization(stack, "Other Org");
  await connect(stack, stranger.owner, stranger.id, other);
  await finishSyncs(stack);
  const invitation = { organization: orgId, email: "new@takeout.example", role: "agent" } as const;
  const { error } = await owner.client.rpc("invite_person", invitation);
  if (error !== null) throw error;
  // More than a page of calls, many of which began in the same second.
  await stack.sql`
    insert into public.calls (org_id, integration_id, external_id, direction, outcome, started_at)
    select org_id, id, 'many-' || n, 'inbound', 'missed', '2026-01-01Z'::timestamptz + n / 700 * interval '1 second'
    from public.integrations, generate_series(1, 2500) n where org_id = ${orgId}`;
  await stack.sql`
    insert into public.number_assignments (org_id, user_id, phone_number_id)
    select org_id, ${owner.id}, id from public.phone_numbers where org_id = ${orgId}`;
});
afterAll(() => stack.stop());

async function takeOut(
  client: Client,
): Promise<{ rows: Map<string, TakeoutRow[]>; text: string; last: unknown }> {
  const { file } = await readEverything(client, orgId, new AbortController().signal);
  const text = await new Response(file.stream().pipeThrough(new DecompressionStream("gzip"))).text();
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const last = lines.pop();
  return { rows: Map.groupBy(lines, ({ table }) => table), text, last };
}

describe("an owner's export", () => {
  it("has every row of the organization once, in every column, and none of another's", async () => {
    const { rows, last } = await takeOut(owner.client);
    const counts: Record<string, number> = {};
    for (const { table, orgColumn } of takeoutParts) {
      const stored = await stack.sql<{ row: TakeoutRow }[]>`
        select to_jsonb(t) as row from public.${stack.sql(table)} t where ${stack.sql(orgColumn)} = ${orgId}`;
      const exported = (rows.get(table) ?? []).map(({ row }) => {
        const { profile: _, ...columns } = row as Record<string, unknown>;
        return columns;
      });
      const sorted = (all: readonly TakeoutRow[]) =>
        all.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
      expect(sorted(exported), table).toEqual(sorted(stored.map(({ row }) => row)));
      expect(stored.length, `${table} has rows`).toBeGreaterThan(0);
      counts[table] = stored.length;
    }
    expect(counts.calls).toBeGreaterThan(2500);
    expect(last, "the last line says that nothing is missing").toEqual({ complete: true, rows: counts });
  });

  it("leaves out no table of an organization", async () => {
    const tables = await stack.sql<{ name: string }[]>`
      select distinct c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and c.column_name = 'org_id' and t.table_type = 'BASE TABLE'`;
    const parts = takeoutParts.map(({ table }) => String(table));
    expect([...parts, "call_rollups"].sort()).toEqual(
      ["organizations", ...tables.map(({ name }) => name)].sort(),
    );
  });

  it("holds no secret", async () => {
    const { text } = await takeOut(owner.client);
    for (const secret of [account.apiKey, account.userKey]) expect(text).not.toContain(secret);
    const sources = await stack.sql<
      { url: string }[]
    >`select url from private.recording_sources where url is not null`;
    expect(sources.length).toBeGreaterThan(0);
    for (const { url } of sources) expect(text).not.toContain(url);
    expect(text).not.toMatch(/ciphertext|token_hash|lease_token|fingerprint/);
  });

  it("ends when it is cancelled", async () => {
    const cancel = new AbortController();
    const reading = readEverything(owner.client, orgId, cancel.signal, () => cancel.abort());
    await expect(reading).rejects.toThrow();
  });
});

describe("someone below an owner", () => {
  it.each(["agent", "manager", "admin"] as const)(
    "%s: the export is refused by the log that it needs",
    async (role) => {
      const person = await addMember(stack, orgId, `Takeout ${role}`, role);
      const entry = { organization: orgId, what: "everything", row_count: 1, filters: {} };
      const { error } = await person.client.rpc("record_export", entry);
      expect(error?.code).toBe("PT403");
      const log =
        await stack.sql`select from public.audit_log where actor_id = ${person.id} and action = 'data.exported'`;
      expect(log).toHaveLength(0);
    },
  );

  it("an agent's reads give what they see anyway, and nothing of a number that is not theirs", async () => {
    const agent = await addMember(stack, orgId, "Curious agent", "agent");
    const { rows } = await takeOut(agent.client);
    for (const table of [
      "phone_numbers",
      "calls",
      "recordings",
      "sms_messages",
      "invitations",
      "audit_log",
    ]) {
      expect(rows.get(table), table).toBeUndefined();
    }
    expect(rows.get("memberships"), "their own").toMatchObject([{ row: { user_id: agent.id } }]);
  });
});
