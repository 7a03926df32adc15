import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readProjectConfig } from "../config.ts";
import { startTestPlatform, type TestPlatform } from "../testing.ts";
import type { Caller } from "./caller.ts";
import { createRestService, type RestService } from "./rest.ts";

const ann = "00000000-0000-4000-8000-000000000001";
const ben = "00000000-0000-4000-8000-000000000002";
const schema = `
  create schema worker;
  create table public.notes (
    id bigint generated always as identity primary key, owner_id uuid not null, body text, price numeric(8, 2),
    detail jsonb, tags text[], written_at timestamptz default '2026-01-01 10:00:00.5+00');
  alter table public.notes enable row level security;
  create policy notes_select on public.notes for select to authenticated using (owner_id = (select auth.uid()));
  create table public.hidden (id integer primary key);
  alter table public.hidden enable row level security;
  revoke all on public.notes, public.hidden from anon, authenticated;
  grant select on public.notes to authenticated;
  create function public.fail(code text) returns void language plpgsql as
    $$ begin raise exception 'told why' using errcode = code, hint = 'what to do'; end $$;
  create function public.identity() returns jsonb language sql stable as
    $$ select jsonb_build_object('role', current_user, 'session', session_user, 'uid', auth.uid()) $$;
  create function worker.ingest(page jsonb, ids uuid[]) returns jsonb language sql as
    $$ select jsonb_build_object('type', jsonb_typeof(page), 'rows', jsonb_array_length(page), 'ids', cardinality(ids)) $$;
  grant usage on schema worker to service_role;
  insert into public.notes (owner_id, body, price, detail, tags)
    values ('${ann}', 'hers', 12.50, '{"a": [1]}', '{x,"y z"}'), ('${ben}', 'his', 1, '[]', '{}');`;

let platform: TestPlatform;
let rest: RestService;

beforeAll(async () => {
  platform = await startTestPlatform();
  await platform.sql.unsafe(schema).simple();
  rest = await createRestService(platform.server, readProjectConfig());
});
afterAll(async () => {
  await rest.close();
  await platform.stop();
});

const person = (sub: string): Caller => ({
  apiKey: { type: "publishable", role: "anon" },
  claims: { sub, role: "authenticated" },
});
const anonymous: Caller = { apiKey: { type: "publishable", role: "anon" }, claims: { role: "anon" } };
const service: Caller = {
  apiKey: { type: "secret", role: "service_role" },
  claims: { role: "service_role" },
};

async function ask(caller: Caller, path: string, body?: object, headers: Record<string, string> = {}) {
  const request = new Request(`http://127.0.0.1/rest/v1/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { apikey: "any", "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await rest.handle(request, caller);
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

describe("grants and RLS", () => {
  it("decide what each caller sees, on a pool that all share", async () => {
    const callers = Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? ann : ben));
    const answers = await Promise.all(callers.map((sub) => ask(person(sub), "notes?select=owner_id")));
    expect(answers.map((answer) => answer.body)).toEqual(callers.map((sub) => [{ owner_id: sub }]));
    expect(await ask(anonymous, "notes")).toMatchObject({ status: 401, body: { code: "42501" } });
    expect(await ask(person(ann), "hidden")).toMatchObject({ status: 403, body: { code: "42501" } });
  });

  it("stay what the migrations made them: answering requests grants nothing", async () => {
    await ask(person(ann), "notes");
    const [row] = await platform.sql`
      select has_table_privilege('anon', 'public.hidden', 'select') as anonymous,
        has_table_privilege('authenticated', 'public.hidden', 'select') as signed_in,
        has_table_privilege('authenticated', 'public.notes', 'insert') as may_write`;
    expect(row).toEqual({ anonymous: false, signed_in: false, may_write: false });
  });

  it("are met as the caller's role, through a login that owns nothing", async () => {
    const { body } = await ask(person(ann), "rpc/identity", {});
    expect(body).toEqual({ role: "authenticated", session: "authenticator", uid: ann });
  });
});

describe("schemas", () => {
  it("worker is for the service role, and private schemas are for nobody", async () => {
    const inWorker = { "content-profile": "worker" };
    const page = { page: [{ a: 1 }, { b: "x" }], ids: [ann] };
    expect(await ask(service, "rpc/ingest", page, inWorker)).toMatchObject({
      body: { type: "array", rows: 2, ids: 1 },
    });
    expect(await ask(person(ann), "rpc/ingest", page, inWorker)).toMatchObject({ status: 403 });
    expect(await ask(service, "secrets", undefined, { "accept-profile": "vault" })).toMatchObject({
      status: 406,
    });
  });

  it("show a change of the schema at once", async () => {
    expect(await ask(person(ann), "rpc/later", {})).toMatchObject({ status: 404 });
    await platform.sql.unsafe("create function public.later() returns integer language sql as 'select 7'");
    await expect.poll(async () => (await ask(person(ann), "rpc/later", {})).body).toBe(7);
  });
});

describe("answers", () => {
  it("have PostgREST's forms", async () => {
    const { body } = await ask(person(ann), "notes?select=id,price,detail,tags,written_at");
    expect(body).toEqual([
      {
        id: 1,
        price: 12.5,
        detail: { a: [1] },
        tags: ["x", "y z"],
        written_at: "2026-01-01T10:00:00.5+00:00",
      },
    ]);
  });

  it.each([
    ["P0001", 400],
    ["23514", 400],
    ["VS001", 400],
    ["PT404", 404],
    ["42501", 403],
  ])("to an error %s have status %i and the database's words", async (code, status) => {
    expect(await ask(person(ann), "rpc/fail", { code })).toMatchObject({
      status,
      body: { code, message: "told why", hint: "what to do" },
    });
  });
});
