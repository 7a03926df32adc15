import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireFreePorts } from "./free-ports.ts";
import { maxBodyBytes } from "./gateway/body-limit.ts";
import { verificationLink } from "./mail/message.ts";
import type { Ports } from "./ports.ts";
import { type Stack, startStack } from "./stack.ts";

const password = "correct horse battery";

describe("the stack", () => {
  let stack: Stack;
  const problems: string[] = [];
  beforeAll(async () => {
    stack = await startStack({
      ephemeral: true,
      cron: false,
      onProblem: (message) => problems.push(message),
    });
  });
  afterAll(async () => {
    await stack.stop();
    expect(problems).toEqual([]);
    await requireFreePorts(stack.ports);
  });

  it("signs people up by a mail whose link leads where the client asked", async () => {
    const client = createClient(stack.apiUrl, stack.publishableKey, { auth: { persistSession: false } });
    const email = "new@people.example";
    const emailRedirectTo = `${stack.siteUrl}/welcome`;
    const signedUp = await client.auth.signUp({
      email,
      password,
      options: { emailRedirectTo, data: { full_name: "New" } },
    });
    expect(signedUp.error).toBeNull();
    expect((await client.auth.signInWithPassword({ email, password })).error?.code).toBe(
      "email_not_confirmed",
    );

    const [mail] = stack.inbox.mails(email);
    const link = mail && verificationLink(mail);
    const followed = await fetch(String(link), { redirect: "manual" });
    expect(followed.headers.get("location")).toMatch(`${emailRedirectTo}#access_token=`);
    expect((await client.auth.signInWithPassword({ email, password })).error).toBeNull();
    const [user] =
      await stack.sql`select raw_user_meta_data ->> 'full_name' as name from auth.users where email = ${email}`;
    expect(user).toEqual({ name: "New" });
  });

  it("sends nobody to a foreign address", async () => {
    const client = createClient(stack.apiUrl, stack.publishableKey, { auth: { persistSession: false } });
    await stack.signUp("lured@people.example", password);
    await client.auth.resetPasswordForEmail("lured@people.example", { redirectTo: "https://evil.example/" });
    const [mail] = stack.inbox.mails("lured@people.example");
    const followed = await fetch(String(mail && verificationLink(mail)), { redirect: "manual" });
    expect(followed.headers.get("location")).not.toContain("evil.example");
  });

  it("refuses what the platform refuses", async () => {
    const headers = { apikey: stack.publishableKey };
    const statusOf = async (path: string, init: RequestInit = {}) =>
      (await fetch(stack.apiUrl + path, init)).status;
    expect(await statusOf("/rest/v1/profiles")).toBe(401);
    expect(await statusOf("/auth/v1/user")).toBe(401);
    expect(await statusOf("/functions/v1/nothing", { headers })).toBe(404);
    expect(await statusOf("/_system/config", { headers })).toBe(404);
    expect(
      await statusOf("/rest/v1/rpc/any", { method: "POST", headers, body: "x".repeat(maxBodyBytes + 1) }),
    ).toBe(413);
    expect(
      await statusOf("/rest/v1/profiles", {
        headers: { apikey: stack.secretKeys.default, "user-agent": "Mozilla/5.0" },
      }),
    ).toBe(401);
  });

  it("tells the schedule's key from the functions' own", async () => {
    const call = (apikey: string) =>
      fetch(`${stack.apiUrl}/functions/v1/sync`, { method: "POST", headers: { apikey } });
    expect((await call(stack.secretKeys.cron)).status).toBe(200);
    expect((await call(stack.secretKeys.default)).status).toBe(401);
    expect((await call(stack.publishableKey)).status).toBe(401);
  });

  it("reaches the sync function from the database, with what Vault holds", async () => {
    const [answer] = await stack.sql`
      select net.http_post(
        (select decrypted_secret from vault.decrypted_secrets where name = 'sync_function_url'),
        headers := jsonb_build_object('apikey', (select decrypted_secret from vault.decrypted_secrets where name = 'sync_function_key'))
      ) as id`;
    await stack.http.idle();
    const [response] = await stack.sql`select status_code from net._http_response where id = ${answer?.id}`;
    expect(response).toEqual({ status_code: 200 });
  });
});

it("a stack whose process is killed leaves no process, no port and no data behind", async () => {
  const script = `
    import { startStack } from ${JSON.stringify(join(import.meta.dirname, "stack.ts"))};
    const stack = await startStack({ ephemeral: true, cron: false });
    const [row] = await stack.sql\`select current_setting('data_directory') as directory\`;
    console.log(JSON.stringify({ ports: stack.ports, directory: row.directory }));`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk) => resolve(String(chunk)));
    child.once("exit", () => reject(new Error("The stack did not start.")));
  });
  const processes = childrenOf(child.pid);
  expect(processes.some(({ command }) => command.includes("deno"))).toBe(true);
  const { ports, directory }: { ports: Ports; directory: string } = JSON.parse(line);
  expect(existsSync(directory)).toBe(true);
  child.kill("SIGKILL");
  await expect.poll(() => existsSync(directory), { timeout: 10_000 }).toBe(false);
  await expect.poll(() => processes.filter(({ id }) => isAlive(id)), { timeout: 10_000 }).toEqual([]);
  await requireFreePorts(ports);
});

function childrenOf(parent: number | undefined): { id: number; command: string }[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,command="], { encoding: "utf8" })
    .trim()
    .split("\n");
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parentId]) => Number(parentId) === parent)
    .map(([id, , ...command]) => ({ id: Number(id), command: command.join(" ") }));
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
