import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { ask, expectNothingChanged, tokenOf } from "../support/attacks/attacks.ts";
import { createWorld, type World } from "../support/attacks/world.ts";
import {
  addMember,
  anonymousClient,
  createOrganization,
  createPerson,
  type Person,
} from "../support/people.ts";

// How an ordinary user became an admin elsewhere: each of these ways, and what stands in it here.

const otherId = "11111111-1111-4111-8111-111111111111";

type Role = "agent" | "manager" | "admin" | "owner";
const roles: Role[] = ["agent", "manager", "admin", "owner"];

let stack: Stack;
let world: World;
let admin: Person;
let manager: Person;
let outsider: Person;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [] });
  world = await createWorld(stack);
  [admin, manager, outsider] = await Promise.all([
    addMember(stack, world.a.id, "Alpha admin", "admin"),
    addMember(stack, world.a.id, "Alpha manager", "manager"),
    createPerson(stack, "Outsider"),
  ]);
});
afterAll(() => stack.stop());

async function rolesInOrg(organizationId: string): Promise<Record<string, Role>> {
  const rows = await stack.sql<{ user_id: string; role: Role }[]>`
    select user_id, role from public.memberships where org_id = ${organizationId}`;
  return Object.fromEntries(rows.map(({ user_id, role }) => [user_id, role]));
}

/** What a person may see of the org's most guarded tables with a session that is as new as can be. */
async function powersOf({ client }: Person) {
  const { error } = await client.auth.refreshSession();
  expect(error).toBeNull();
  const { data: access } = await client.rpc("my_access");
  const seen = await Promise.all(
    (["audit_log", "invitations", "integrations", "memberships", "organizations", "calls"] as const).map(
      async (table) => [table, (await client.from(table).select("*")).data?.length],
    ),
  );
  return { access, seen: Object.fromEntries(seen) };
}

describe("claims in one's own account", () => {
  const claims = {
    role: "owner",
    org_role: "owner",
    is_platform_admin: true,
    app_metadata: { role: "service_role" },
  };
  const attempts: [string, object][] = [
    [
      "metadata",
      { data: { ...claims, org_id: "00000000-0000-4000-8000-000000000000", sub: "someone-else" } },
    ],
    ["app metadata", { app_metadata: claims, raw_app_meta_data: claims }],
    ["the account's database role", { role: "service_role", aud: "service_role", is_super_admin: true }],
    ["another person's id", { id: "replaced below", sub: "replaced below", user_id: "replaced below" }],
  ];

  it.each(attempts)("change nothing that a person may do: %s", async (_, body) => {
    const { agent, owner } = world.a;
    const sent = JSON.parse(JSON.stringify(body).replaceAll("replaced below", owner.id));
    const before = await powersOf(agent);
    await expectNothingChanged(stack, async () => {
      await ask(stack, "/auth/v1/user", { method: "PUT", token: await tokenOf(agent.client), body: sent });
      expect(await powersOf(agent)).toEqual(before);
    });
    const [user] = await stack.sql`
      select id, role, aud, raw_app_meta_data - 'provider' - 'providers' as granted from auth.users where email = ${agent.email}`;
    expect(user).toEqual({ id: agent.id, role: "authenticated", aud: "authenticated", granted: {} });
  });

  it("that came with the sign-up make nobody a member, nor confirmed, nor an admin", async () => {
    const email = "mallory@people.example";
    const password = "correct-horse-battery";
    const { a } = world;
    const claimed = { ...claims, org_id: a.id, full_name: "Mallory\r\nBcc: everyone@people.example" };
    const answer = await ask(stack, "/auth/v1/signup", {
      body: { email, password, data: claimed, ...claims, email_confirmed_at: "2020-01-01", id: a.owner.id },
    });
    expect(answer.status).toBe(200);
    const client = anonymousClient(stack);
    const early = await client.auth.signInWithPassword({ email, password });
    expect(early.error?.code, "the address is still to be proven").toBe("email_not_confirmed");

    await stack.sql`update auth.users set email_confirmed_at = now() where email = ${email}`;
    const { data } = await client.auth.signInWithPassword({ email, password });
    const mallory = { id: data.user?.id ?? "", email, client };
    const { access, seen } = await powersOf(mallory);
    expect([access, ...Object.values(seen)]).toEqual([{ is_platform_admin: false }, 0, 0, 0, 0, 0, 0]);
    const [profile] = await stack.sql`select id, full_name from public.profiles where email = ${email}`;
    expect(profile).toEqual({ id: mallory.id, full_name: "Mallory Bcc: everyone@people.example" });
  });
});

describe("one's own rows", () => {
  it.each([
    ["the id of one's profile", "profiles", { id: otherId }],
    ["its address, which invitations go by", "profiles", { email: "alpha-owner@people.example" }],
    ["its age", "profiles", { created_at: "2020-01-01" }],
    ["a column that is none", "profiles", { role: "owner" }],
    ["the person of one's membership", "memberships", { user_id: otherId }],
    ["its org", "memberships", { org_id: otherId }],
    ["role and org at once", "memberships", { role: "owner", org_id: otherId }],
  ])("can't be changed where they decide who somebody is: %s", async (_, table, body) => {
    const { agent, owner } = world.a;
    for (const person of [agent, owner]) {
      const filter = `${table === "profiles" ? "id" : "user_id"}=eq.${person.id}`;
      await expectNothingChanged(stack, async () => {
        const token = await tokenOf(person.client);
        const answer = await ask(stack, `/rest/v1/${table}?${filter}`, { method: "PATCH", token, body });
        expect([400, 403]).toContain(answer.status);
      });
    }
  });

  it("are the only ones: a name is changed by its owner and nobody else, and stays on one line", async () => {
    const { agent } = world.a;
    const rename = (person: Person, full_name: string) =>
      person.client.from("profiles").update({ full_name }).eq("id", agent.id).select("full_name");
    expect((await rename(agent, "New name")).data).toEqual([{ full_name: "New name" }]);
    await expectNothingChanged(stack, async () => {
      expect((await rename(admin, "Fool")).data).toEqual([]);
      expect((await rename(agent, "a\r\nTo: b")).error?.code).toBe("23514");
    });
  });
});

describe("roles", () => {
  const people = () => ({ owner: world.a.owner, admin, manager, agent: world.a.agent });
  const rank = (role: Role) => roles.indexOf(role);

  /** The rule, told a second time: owners give and take any role, admins the ones below theirs; the last owner stays. */
  function mayChange(actor: Role | null, target: Role, wanted: Role | null, isSelf: boolean): boolean {
    if (target === "owner" && wanted !== "owner") return false;
    if (isSelf)
      return wanted === null || (rank(actor ?? "agent") >= rank("admin") && rank(wanted) <= rank(target));
    if (actor === "owner") return true;
    return (
      actor === "admin" && rank(target) < rank("admin") && (wanted === null || rank(wanted) < rank("admin"))
    );
  }

  it("are given and taken by the rules of rank alone, for each actor, target and role", async () => {
    const { a, b } = world;
    const actors: [Role | null, Person][] = [
      ...(Object.entries(people()) as [Role, Person][]),
      [null, outsider],
      [null, b.owner],
    ];
    const start = await rolesInOrg(a.id);
    const reset = async () => {
      for (const [user, role] of Object.entries(start)) {
        await stack.sql`insert into public.memberships (org_id, user_id, role) values (${a.id}, ${user}, ${role})
          on conflict (org_id, user_id) do update set role = excluded.role where memberships.role <> excluded.role`;
      }
    };
    for (const [actorRole, actor] of actors) {
      for (const [targetRole, target] of Object.entries(people()) as [Role, Person][]) {
        for (const wanted of [...roles, null]) {
          const rows = actor.client.from("memberships");
          const change = wanted === null ? rows.delete() : rows.update({ role: wanted });
          await change.eq("org_id", a.id).eq("user_id", target.id);
          const after = await rolesInOrg(a.id);
          const allowed = mayChange(actorRole, targetRole, wanted, actor.id === target.id);
          const { [target.id]: _, ...others } = start;
          const expected = !allowed ? start : wanted === null ? others : { ...start, [target.id]: wanted };
          expect(after, `${actorRole} makes ${targetRole} ${wanted}`).toEqual(expected);
          await reset();
        }
      }
    }
  }, 60_000);

  it("are never taken by inserting, not for oneself and not through a bulk or an upsert", async () => {
    const { a } = world;
    for (const person of [outsider, ...Object.values(people())]) {
      const token = await tokenOf(person.client);
      await expectNothingChanged(stack, async () => {
        for (const prefer of [
          "return=minimal",
          "resolution=merge-duplicates",
          "resolution=ignore-duplicates",
        ]) {
          for (const role of roles) {
            const row = { org_id: a.id, user_id: person.id, role };
            const answer = await ask(stack, "/rest/v1/memberships?on_conflict=org_id,user_id", {
              token,
              body: [row, { ...row, user_id: a.agent.id }],
              headers: { prefer },
            });
            expect([prefer, role, answer.status]).toEqual([prefer, role, 403]);
          }
        }
      });
    }
  });
});

describe("the last owner", () => {
  it("stays, whoever tries, and an owner who hands over may go", async () => {
    const { id, owner } = await createOrganization(stack, "Heirs");
    const heir = await addMember(stack, id, "Heir", "admin");
    const leave = () => owner.client.from("memberships").delete().eq("org_id", id).eq("user_id", owner.id);
    for (const attempt of [
      leave(),
      owner.client.from("memberships").update({ role: "agent" }).eq("user_id", owner.id),
    ]) {
      const { error } = await attempt;
      expect([error?.code, error?.hint]).toEqual(["23514", "Make someone else an owner first."]);
    }
    expect(await rolesInOrg(id)).toEqual({ [owner.id]: "owner", [heir.id]: "admin" });

    await owner.client.from("memberships").update({ role: "owner" }).eq("org_id", id).eq("user_id", heir.id);
    expect((await leave()).error).toBeNull();
    expect(await rolesInOrg(id)).toEqual({ [heir.id]: "owner" });
  });

  it("is found even when two owners leave at the same moment", async () => {
    const { id, owner } = await createOrganization(stack, "Twins");
    const twin = await addMember(stack, id, "Twin", "owner");
    for (let round = 0; round < 10; round += 1) {
      const [first, second] = await Promise.all([
        owner.client.from("memberships").delete().eq("org_id", id).eq("user_id", owner.id),
        round % 2 === 0
          ? twin.client.from("memberships").delete().eq("org_id", id).eq("user_id", twin.id)
          : twin.client.from("memberships").update({ role: "agent" }).eq("org_id", id).eq("user_id", twin.id),
      ]);
      expect([first.error?.code, second.error?.code].filter((code) => code === "23514")).toHaveLength(1);
      expect(Object.values(await rolesInOrg(id)).filter((role) => role === "owner")).toHaveLength(1);
      await stack.sql`insert into public.memberships (org_id, user_id, role) values (${id}, ${owner.id}, 'owner'), (${id}, ${twin.id}, 'owner')
        on conflict (org_id, user_id) do update set role = 'owner'`;
    }
  });
});
