import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import {
  type Arguments,
  argumentsNaming,
  argumentsNamingNothing,
  otherArguments,
  otherThan,
} from "../support/attacks/arguments.ts";
import { ask, expectNothingChanged, tokenOf } from "../support/attacks/attacks.ts";
import { functionsIn, publicTables, type Table } from "../support/attacks/catalog.ts";
import { type Attacked, createWorld, markerOf, type World } from "../support/attacks/world.ts";
import { createPerson } from "../support/people.ts";

// Another org's ids, in every place that takes an id: whoever is not in that org gets what they would get for ids that
// don't exist, and no row changes. Tables and functions come from the catalog, so that a new one is attacked too.

let stack: Stack;
let world: World;
type Attacker = [name: string, token: string];
let attackers: [Attacker, ...Attacker[]];

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [] });
  world = await createWorld(stack);
  const { a } = world;
  const outsider = await createPerson(stack, "Outsider");
  attackers = [
    ["another org's owner", await tokenOf(a.owner.client)],
    ["another org's agent", await tokenOf(a.agent.client)],
    ["somebody of no org", await tokenOf(outsider.client)],
  ];
});
afterAll(() => stack.stop());

/** Nothing that belongs to B: no text of its rows and none of its ids. */
function expectNothingOfB(text: string, sent: unknown): void {
  expect(text).not.toContain(markerOf("beta"));
  for (const id of [...Object.values(world.b.belongings), world.b.owner.id]) {
    if (!JSON.stringify(sent).includes(id)) expect(text).not.toContain(id);
  }
}

/** How an org's rows of a table are found. */
function ownerFilter({ name }: Table, org: Attacked): string {
  if (name === "organizations") return `id=eq.${org.id}`;
  return name === "profiles" ? `id=eq.${org.owner.id}` : `org_id=eq.${org.id}`;
}

async function rowOf(table: Table, org: Attacked): Promise<Record<string, unknown>> {
  const filter = ownerFilter(table, org).split("=eq.");
  const [found] = await stack.sql`
    select to_jsonb(t) as row from ${stack.sql(`public.${table.name}`)} t where ${stack.sql(filter[0] ?? "")} = ${filter[1] ?? ""} limit 1`;
  expect(found, `${table.name} has a row to attack`).toBeDefined();
  return found?.row;
}

describe("tables", () => {
  it("show none of another org's rows, whatever is asked for", async () => {
    for (const table of await publicTables(stack)) {
      for (const [attacker, token] of attackers) {
        const filtered = await ask(stack, `/rest/v1/${table.name}?${ownerFilter(table, world.b)}`, { token });
        expect([table.name, attacker, filtered.status, filtered.text]).toEqual([
          table.name,
          attacker,
          200,
          "[]",
        ]);
        const all = await ask(stack, `/rest/v1/${table.name}`, { token });
        expect([table.name, attacker, all.status]).toEqual([table.name, attacker, 200]);
        expectNothingOfB(all.text, "");
      }
    }
  });

  it("change none of them: no row updated, deleted, inserted or replaced", async () => {
    const merge = { prefer: "resolution=merge-duplicates,return=representation" };
    for (const table of await publicTables(stack)) {
      const row = await rowOf(table, world.b);
      const fresh = { ...row, ...("id" in row ? { id: randomUUID() } : {}) };
      const url = `/rest/v1/${table.name}`;
      const theirs = `${url}?${ownerFilter(table, world.b)}`;
      const attempts = [
        ...table.columns.map((column) => ({
          path: theirs,
          method: "PATCH",
          body: { [column]: otherThan(row[column]) },
        })),
        { path: theirs, method: "DELETE" },
        { path: url, method: "POST", body: fresh },
        { path: url, method: "POST", body: row, headers: merge },
        { path: `${url}?on_conflict=${table.key}`, method: "POST", body: [row], headers: merge },
      ];
      await expectNothingChanged(stack, async () => {
        for (const [attacker, token] of attackers.slice(0, 2)) {
          const answers = attempts.map(({ path, ...rest }) => ask(stack, path, { token, ...rest }));
          for (const [index, { status, text }] of (await Promise.all(answers)).entries()) {
            const told = `${attacker}: ${JSON.stringify(attempts[index])} was answered ${status} ${text}`;
            const hasDoneNothing = status < 300 && ["", "[]"].includes(text);
            expect(status === 403 || status === 400 || hasDoneNothing, told).toBe(true);
            expectNothingOfB(text, attempts[index]);
          }
        }
      });
    }
  });

  it("let no row move to another org, alone or in a bulk with rows of one's own", async () => {
    const [, token] = attackers[0];
    const { a, b } = world;
    for (const table of await publicTables(stack)) {
      const own = await rowOf(table, a);
      const moved = { ...own, ...("org_id" in own ? { org_id: b.id } : { id: randomUUID() }) };
      await expectNothingChanged(stack, async () => {
        const path = `/rest/v1/${table.name}`;
        const prefer = { prefer: "resolution=merge-duplicates" };
        for (const { status } of [
          await ask(stack, `${path}?${ownerFilter(table, a)}`, { method: "PATCH", token, body: moved }),
          await ask(stack, `${path}?on_conflict=${table.key}`, {
            token,
            body: [own, moved],
            headers: prefer,
          }),
        ]) {
          expect([table.name, [400, 403].includes(status)]).toEqual([table.name, true]);
        }
      });
    }
  });

  it("join no child of one org to a parent of another", async () => {
    const { a, b } = world;
    const mixtures = [
      { org_id: a.id, user_id: a.agent.id, phone_number_id: b.belongings.phone_number },
      { org_id: a.id, user_id: b.owner.id, phone_number_id: a.belongings.phone_number },
      { org_id: b.id, user_id: a.agent.id, phone_number_id: a.belongings.phone_number },
      { org_id: b.id, user_id: b.owner.id, phone_number_id: b.belongings.phone_number },
    ];
    await expectNothingChanged(stack, async () => {
      for (const body of mixtures) {
        const answer = await ask(stack, "/rest/v1/number_assignments", {
          token: await tokenOf(a.owner.client),
          body,
        });
        expect([body, answer.status]).toEqual([body, body.org_id === a.id ? 409 : 403]);
      }
    });
  });

  it("stay as they are when everything is changed or deleted at once, without a filter", async () => {
    const [, token] = attackers[0];
    const ofB = [world.b.id, world.b.owner.id].join("|");
    for (const table of await publicTables(stack)) {
      const row = await rowOf(table, world.b);
      await expectNothingChanged(
        stack,
        async () => {
          const path = `/rest/v1/${table.name}`;
          for (const column of table.columns) {
            await ask(stack, path, { method: "PATCH", token, body: { [column]: otherThan(row[column]) } });
          }
          await ask(stack, path, { method: "DELETE", token });
        },
        ofB,
      );
    }
    const [{ left } = {}] = await stack.sql`
      select count(*)::int as left from public.number_assignments where org_id = ${world.a.id}`;
    expect(left, "one's own rows were within reach").toBe(0);
  });
});

describe("functions", () => {
  it("answer another org's ids as they answer ids that don't exist, in every argument", async () => {
    const mine = argumentsNaming(world.a);
    const theirs = argumentsNaming(world.b);
    const nobodys = argumentsNamingNothing(world.b);
    let attempts = 0;
    await expectNothingChanged(stack, async () => {
      for (const rpc of await functionsIn(stack, "public")) {
        for (const [attacker, token] of attackers) {
          for (const foreign of rpc.ids) {
            const callWith = (ids: Arguments) => {
              const values: Arguments = { ...otherArguments, ...mine, [foreign]: ids[foreign] };
              const body = Object.fromEntries([...rpc.args, foreign].map((arg) => [arg, values[arg]]));
              const unknown = `${rpc.name}(${rpc.args}) has an argument that is not known here`;
              expect(Object.values(body), unknown).not.toContain(undefined);
              return ask(stack, `/rest/v1/rpc/${rpc.name}`, { token, body });
            };
            const [found, unfound] = [await callWith(theirs), await callWith(nobodys)];
            expect({ foreign, attacker, ...rpc, status: found.status, text: found.text }).toEqual({
              foreign,
              attacker,
              ...rpc,
              status: unfound.status,
              text: unfound.text,
            });
            expectNothingOfB(found.text, "");
            attempts += 1;
          }
        }
      }
    });
    expect(attempts).toBeGreaterThan(30);
  });

  it("give no ticket for another org's recording and touch no other org's connection", async () => {
    const attempts: [string, object][] = [
      ["recordings", { recording_id: world.b.belongings.recording }],
      ...["test", "remove", "save"].map((action): [string, object] => [
        "integrations",
        { action, org_id: world.b.id, account_type: "classic", api_key: randomUUID(), user_key: "key" },
      ]),
    ];
    await expectNothingChanged(stack, async () => {
      for (const [attacker, token] of attackers) {
        for (const [name, body] of attempts) {
          const answer = await ask(stack, `/functions/v1/${name}`, { token, body });
          expect([attacker, body, answer.status]).toEqual([attacker, body, 404]);
          expectNothingOfB(answer.text, body);
        }
      }
    });
    expect(stack.simulator.requests, "no request left for a provider").toEqual([]);
  });

  it("of the worker are closed to every person", async () => {
    const [, token] = attackers[0];
    const rpcs = await functionsIn(stack, "worker");
    expect(rpcs.length).toBeGreaterThan(15);
    await expectNothingChanged(stack, async () => {
      for (const { name, args } of rpcs) {
        const answer = await ask(stack, `/rest/v1/rpc/${name}`, {
          token,
          body: Object.fromEntries(args.map((arg) => [arg, null])),
          headers: { "content-profile": "worker" },
        });
        expect([name, answer.status]).toEqual([name, 403]);
        expect(answer.text).toContain("permission denied for schema worker");
      }
    });
  });
});
