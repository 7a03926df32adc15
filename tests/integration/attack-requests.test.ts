import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { ask, expectNothingChanged, tokenOf } from "../support/attacks/attacks.ts";
import { malformedBodies } from "../support/attacks/bodies.ts";
import { publicTables } from "../support/attacks/catalog.ts";
import { createWorld, markerOf, type World } from "../support/attacks/world.ts";

// What the data API offers to a clever caller, and what no well-behaved client would ever send.

let stack: Stack;
let world: World;
let agent: string;
let owner: string;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [] });
  world = await createWorld(stack);
  agent = await tokenOf(world.a.agent.client);
  owner = await tokenOf(world.a.owner.client);
});
afterAll(() => stack.stop());

describe("a clever query", () => {
  const period = "period_start=2020-01-01&period_end=2100-01-01";

  // B's owner gets rows this way; A's owner none of B's, and an agent without numbers none of A's facts either.
  it.each([
    "organizations?select=*,memberships(*),integrations(*),invitations(*),audit_log(*)",
    "memberships?select=*,organizations(*,integrations(*,calls(*),sms_messages(*),sync_jobs(*)))",
    "profiles?select=*,memberships!memberships_user_id_fkey(*,organizations(*,audit_log(*)))",
    "sync_streams?select=stream,integrations(*,calls(*,recordings(*)),phone_numbers(*))",
    "organizations?select=name,...memberships(*)",
    "calls?select=*,phone_numbers!inner(*),recordings(*)",
    "calls?or=(org_id.is.null,org_id.not.is.null)&limit=1000000&offset=0",
    "calls?and=(or(id.not.is.null,id.is.null))&org_id=not.is.null",
    "calls?select=org_id::text,counterpart_name&order=counterpart_name.desc.nullslast",
    "calls?counterpart_name=like.belongs*",
    `rpc/calls_by_agent?organization=B&${period}`,
    `rpc/calls_by_number?organization=B&${period}&select=phone_number_id,offered&offered=gt.0`,
  ])("%s shows what its caller may see and no more", async (query) => {
    const path = `/rest/v1/${query.replace("=B&", `=${world.b.id}&`)}`;
    const control = await ask(stack, path, { token: await tokenOf(world.b.owner.client) });
    expect([control.status, control.text]).toEqual([200, expect.stringContaining("{")]);
    const ofBeta = [markerOf("beta"), world.b.owner.id, world.b.belongings.phone_number];
    const ofAlpha = [world.a.belongings.call, world.a.belongings.phone_number, world.a.belongings.job];
    for (const [token, hidden] of [
      [agent, [...ofBeta, ...ofAlpha]],
      [owner, ofBeta],
    ] as const) {
      const answer = await ask(stack, path, { token });
      expect(answer.status).toBe(200);
      for (const text of hidden) expect(answer.text).not.toContain(text);
    }
  });

  it("counts no row that is not shown, with and without the rows themselves", async () => {
    for (const { name } of await publicTables(stack)) {
      for (const method of ["GET", "HEAD"]) {
        const filter = name === "profiles" || name === "organizations" ? "id" : "org_id";
        const id = name === "profiles" ? world.b.owner.id : world.b.id;
        const headers = { prefer: "count=exact" };
        const answer = await ask(stack, `/rest/v1/${name}?${filter}=eq.${id}`, {
          method,
          token: owner,
          headers,
        });
        expect([name, method, answer.headers.get("content-range")]).toEqual([name, method, "*/0"]);
      }
    }
  });

  it.each([
    ["text/csv", 200],
    ["application/vnd.pgrst.object+json", 406],
    ["application/vnd.pgrst.plan+json", 406],
    ['application/vnd.pgrst.plan+text; for="application/json"; options=analyze|verbose', 406],
    ["application/octet-stream", 200],
    ["text/html", 406],
  ])("in the form of %s reveals nothing either", async (accept, status) => {
    const path = `/rest/v1/calls?org_id=eq.${world.b.id}`;
    const answer = await ask(stack, path, { token: owner, headers: { accept } });
    expect(answer.status).toBe(status);
    expect(answer.text).not.toMatch(/belongs-to|Scan|private\./);
  });

  it.each(["calls?select=count()", "calls?select=duration_seconds.sum()", "calls?select=id.max()"])(
    "may not aggregate: %s",
    async (query) => {
      const answer = await ask(stack, `/rest/v1/${query}`, { token: owner });
      expect([answer.status, answer.text]).toEqual([400, expect.stringContaining("PGRST123")]);
    },
  );

  it.each([
    "calls?id=eq.' or '1'='1",
    "calls?id=in.(select id from calls)",
    "calls?select=*;select pg_sleep(9)--",
    "calls?select=to_json(calls),pg_read_file('/etc/passwd')",
    "calls?order=(select 1)",
    'calls?or=(id.eq."),(org_id.not.is.null")',
    "calls?counterpart=eq.%00",
    "rpc/call_kpis?organization=1;drop table calls",
  ])("is no SQL: %s", async (query) => {
    await expectNothingChanged(stack, async () => {
      const answer = await ask(stack, `/rest/v1/${query}`, { token: owner });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    });
  });
});

describe("a write in disguise", () => {
  const disguises = (): [string, string, object][] => {
    const { a, b } = world;
    const { integration, phone_number } = a.belongings;
    const assignment = { org_id: a.id, user_id: a.agent.id, phone_number_id: phone_number };
    return [
      ["creating by GET", "rpc/create_organization?name=Sneaky&time_zone=UTC", { token: agent }],
      ["syncing by GET", `rpc/request_sync?integration_id=${integration}&stream=calls`, { token: owner }],
      [
        "inviting by GET",
        `rpc/invite_person?organization=${a.id}&email=x@y.example&role=admin`,
        { token: owner },
      ],
      [
        "an unknown argument",
        "rpc/create_organization",
        { token: agent, body: { name: "X", time_zone: "UTC", role: "owner" } },
      ],
      [
        "PUT",
        `memberships?org_id=eq.${a.id}&user_id=eq.${a.agent.id}`,
        {
          method: "PUT",
          token: agent,
          body: { org_id: a.id, user_id: a.agent.id, role: "owner" },
        },
      ],
      [
        "another method's name",
        `memberships?user_id=eq.${a.agent.id}`,
        {
          token: agent,
          body: { role: "owner" },
          headers: { "x-http-method-override": "PATCH" },
        },
      ],
      [
        "somebody else as the author",
        "number_assignments",
        { token: owner, body: { ...assignment, created_by: b.owner.id } },
      ],
      [
        "a time of its own",
        "number_assignments",
        { token: owner, body: { ...assignment, created_at: "2020-01-01" } },
      ],
      ["all people at once, by the owner", "memberships", { method: "DELETE", token: owner }],
      [
        "all roles at once, by the owner",
        "memberships",
        { method: "PATCH", token: owner, body: { role: "agent" } },
      ],
    ];
  };

  it("is refused, and nothing changes", async () => {
    for (const [kind, path, request] of disguises()) {
      await expectNothingChanged(stack, async () => {
        const answer = await ask(stack, `/rest/v1/${path}`, request);
        expect([kind, answer.status >= 400 && answer.status < 500]).toEqual([kind, true]);
      });
    }
  });

  it("of every row there is touches one's own org alone", async () => {
    const beta = () => stack.sql`
      select md5(string_agg(t::text, '' order by t::text)) from (
        select a::text from public.number_assignments a where a.org_id = ${world.b.id}
        union all select o::text from public.organizations o where o.id = ${world.b.id}
        union all select s::text from public.sync_streams s where s.org_id = ${world.b.id}) t`;
    const before = await beta();
    const all: [string, object][] = [
      ["number_assignments", { method: "DELETE" }],
      ["organizations", { method: "PATCH", body: { name: "All mine" } }],
      ["sync_streams", { method: "PATCH", body: { is_enabled: false } }],
    ];
    for (const [table, request] of all) {
      expect((await ask(stack, `/rest/v1/${table}`, { token: owner, ...request })).status).toBe(204);
    }
    expect(await beta()).toEqual(before);
  });
});

describe("a malformed request", () => {
  const doors = [
    "/rest/v1/rpc/create_organization",
    "/rest/v1/number_assignments",
    "/functions/v1/integrations",
    "/functions/v1/recordings",
  ];

  it.each(Object.entries(malformedBodies()))("is answered politely and does nothing: %s", async (_, body) => {
    await expectNothingChanged(stack, async () => {
      for (const path of doors) {
        const answer = await ask(stack, path, { token: owner, body });
        expect([path, Math.floor(answer.status / 100)]).toEqual([path, 4]);
        expect(answer.text.length).toBeLessThan(1_000);
        expect(answer.text).not.toMatch(/node_modules|file:\/\/|\n\s+at |select .* from/i);
      }
    });
  });

  it("reaches no function in another form or by another method than theirs", async () => {
    const { id, belongings } = world.a;
    const body = JSON.stringify({ action: "remove", org_id: id, recording_id: belongings.recording });
    for (const path of doors.filter((door) => door.startsWith("/functions/"))) {
      for (const type of ["text/plain", "application/xml", "multipart/form-data; boundary=x", "text/json"]) {
        const answer = await ask(stack, path, { token: owner, body, headers: { "content-type": type } });
        expect([path, type, answer.status]).toEqual([path, type, 415]);
      }
      for (const method of ["PUT", "PATCH", "DELETE"]) {
        expect([path, method, (await ask(stack, path, { method, token: owner, body })).status]).toEqual([
          path,
          method,
          405,
        ]);
      }
    }
  });

  it("puts no header of its own into an answer", async () => {
    for (const text of [
      "%0d%0aset-cookie:%20a=b",
      "%0aset-cookie:%20a=b",
      "%E5%98%8A%E5%98%8Dset-cookie:a=b",
    ]) {
      for (const path of [
        `/functions/v1/recordings?ticket=${text}`,
        `/rest/v1/calls?select=${text}`,
        `/functions/v1/${text}`,
      ]) {
        const answer = await ask(stack, path, { token: owner });
        expect([path, answer.headers.get("set-cookie")]).toEqual([path, null]);
        expect(answer.status).toBeGreaterThanOrEqual(400);
      }
    }
  });
});
