import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPlatform, type TestPlatform } from "../testing.ts";

let platform: TestPlatform;
let sql: Sql;

beforeAll(async () => {
  platform = await startTestPlatform();
  sql = platform.sql;
  await sql`create extension pg_cron`;
  await sql`create extension pg_net with schema extensions`;
});
afterAll(() => platform.stop());

/** Runs as one of the API's roles; what it did is rolled back. */
async function as<T>(role: string, work: (transaction: postgres.TransactionSql) => Promise<T>): Promise<T> {
  const authenticator = postgres(platform.server.url("authenticator"), { max: 1, onnotice: () => {} });
  try {
    return (await authenticator.begin(async (transaction) => {
      await transaction`select set_config('role', ${role}, true)`;
      return await work(transaction);
    })) as T;
  } finally {
    await authenticator.end();
  }
}

describe("the platform before any migration", () => {
  it("gives the owner no superuser, and the API's roles what a migration has to revoke", async () => {
    const [owner] = await sql`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`;
    expect(owner).toEqual({ rolsuper: false, rolbypassrls: true });
    await sql`create table public.fresh (id integer)`;
    const [grants] = await sql`
      select has_table_privilege('anon', 'public.fresh', 'insert') as anon,
        has_table_privilege('authenticated', 'public.fresh', 'delete') as authenticated`;
    expect(grants).toEqual({ anon: true, authenticated: true });
  });

  it("reads who asks from the claims of the request", async () => {
    const [row] = await sql.begin(async (transaction) => {
      await transaction`select set_config('request.jwt.claims', '{"sub": "00000000-0000-4000-8000-000000000001", "role": "authenticated"}', true)`;
      return transaction`select auth.uid() as id, auth.role() as role, auth.jwt() ->> 'role' as claim`;
    });
    expect(row).toEqual({
      id: "00000000-0000-4000-8000-000000000001",
      role: "authenticated",
      claim: "authenticated",
    });
  });

  it("keeps Auth's tables from the API's roles", async () => {
    await expect(as("authenticated", (t) => t`select * from auth.users`)).rejects.toThrow(
      "permission denied",
    );
    await expect(as("service_role", (t) => t`select * from auth.users`)).rejects.toThrow("permission denied");
  });
});

describe("Vault", () => {
  it("keeps secrets as ciphertext, and the root key out of the database", async () => {
    const [made] = await sql`select vault.create_secret('hush, hush', 'whisper', 'quiet') as id`;
    const [stored] = await sql`select secret, nonce from vault.secrets where id = ${made?.id}`;
    expect(Buffer.from(stored?.secret, "base64").toString("latin1")).not.toContain("hush");
    const [open] =
      await sql`select name, description, decrypted_secret from vault.decrypted_secrets where id = ${made?.id}`;
    expect(open).toEqual({ name: "whisper", description: "quiet", decrypted_secret: "hush, hush" });
    await expect(sql`select vault._crypto_key('encrypt')`).rejects.toThrow("permission denied");
  });

  it("changes what it is told to and nothing else", async () => {
    const [made] = await sql`select vault.create_secret('one', 'changing', 'kept') as id`;
    await sql`select vault.update_secret(${made?.id}, 'two')`;
    const [open] =
      await sql`select name, description, decrypted_secret from vault.decrypted_secrets where id = ${made?.id}`;
    expect(open).toEqual({ name: "changing", description: "kept", decrypted_secret: "two" });
    await expect(sql`select vault.create_secret('three', 'changing')`).rejects.toThrow("duplicate key");
  });

  it("refuses ciphertext that was moved to another row", async () => {
    const admin = postgres(platform.server.url("supabase_admin"), { max: 1 });
    const [a] = await sql`select vault.create_secret('mine', 'a') as id`;
    const [b] = await sql`select vault.create_secret('yours', 'b') as id`;
    await admin`
      update vault.secrets set (secret, nonce) = (select secret, nonce from vault.secrets where id = ${a?.id})
      where id = ${b?.id}`;
    await admin.end();
    await expect(sql`select * from vault.decrypted_secrets where id = ${b?.id}`).rejects.toThrow(
      "invalid ciphertext",
    );
  });

  it.each(["anon", "authenticated"])("is closed to %s", async (role) => {
    await expect(as(role, (t) => t`select * from vault.decrypted_secrets`)).rejects.toThrow(
      "permission denied",
    );
    await expect(as(role, (t) => t`select vault.create_secret('x')`)).rejects.toThrow("permission denied");
  });
});

describe("pg_cron", () => {
  it("schedules by name, once for each name", async () => {
    const [first] = await sql`select cron.schedule('nightly', '0 3 * * *', 'select 1') as id`;
    const [second] = await sql`select cron.schedule('nightly', '30 seconds', 'select 2') as id`;
    expect(second?.id).toBe(first?.id);
    const jobs =
      await sql`select schedule, command, active, username from cron.job where jobname = 'nightly'`;
    expect([...jobs]).toEqual([
      { schedule: "30 seconds", command: "select 2", active: true, username: "postgres" },
    ]);
    await sql`select cron.alter_job(${first?.id}, active := false)`;
    expect((await sql`select active from cron.job where jobname = 'nightly'`)[0]).toEqual({ active: false });
    await sql`select cron.unschedule('nightly')`;
    expect(await sql`select from cron.job where jobname = 'nightly'`).toHaveLength(0);
  });

  it.each(["60 seconds", "0 seconds", "every minute", "* * * *", "* * * * * *"])(
    "refuses the schedule %s",
    async (schedule) => {
      await expect(sql`select cron.schedule('wrong', ${schedule}, 'select 1')`).rejects.toThrow(
        "invalid schedule",
      );
    },
  );

  it("says when there is no such job", async () => {
    await expect(sql`select cron.unschedule('nothing')`).rejects.toThrow(
      "could not find valid entry for job",
    );
  });

  it.each(["anon", "authenticated", "service_role"])("is closed to %s", async (role) => {
    await expect(as(role, (t) => t`select cron.schedule('* * * * *', 'select 1')`)).rejects.toThrow(
      "permission denied",
    );
  });
});

describe("pg_net", () => {
  it("queues a request as it is to be sent", async () => {
    const [made] =
      await sql`select net.http_post('http://127.0.0.1/x?a=1', '{"b": 2}', '{"q": "a b&ü"}') as id`;
    const [queued] = await sql`
      select method, url, headers, convert_from(body, 'utf8')::jsonb as body, timeout_milliseconds
      from net.http_request_queue where id = ${made?.id}`;
    expect(queued).toEqual({
      method: "POST",
      url: "http://127.0.0.1/x?a=1&q=a%20b%26%C3%BC",
      headers: { "Content-Type": "application/json" },
      body: { b: 2 },
      timeout_milliseconds: 5000,
    });
  });

  it("sends JSON alone", async () => {
    const post = sql`select net.http_post('http://127.0.0.1/', '{}', headers := '{"content-type": "text/plain"}')`;
    await expect(post).rejects.toThrow("Content-Type header must be");
  });
});
