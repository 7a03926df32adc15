import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { type Customer, createLab, type Lab } from "../support/chaos/lab.ts";
import { expectOracle } from "../support/chaos/oracle.ts";
import { finish } from "../support/chaos/runs.ts";

let stack: Stack;
let lab: Lab;
let customers: Customer[];

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [] });
  lab = await createLab(stack);
  customers = [];
  for (const name of ["first", "second", "third"]) {
    customers.push(await lab.connect(accountSpec(name, { calls: 30, messages: 5, days: 5 })));
  }
  for (const customer of customers) await finish(lab, customer);
});
afterAll(async () => {
  await lab.close();
  await stack.stop();
});

async function runAll(): Promise<void> {
  for (const customer of customers) await lab.makeDue(customer);
  await lab.strike();
  for (const customer of customers) await finish(lab, customer);
}

/** Every stream's last job of these customers failed with that code, and not a single request left. */
async function expectRefused(code: string, ...refused: Customer[]): Promise<void> {
  for (const customer of refused) {
    const job = await lab.job(customer, "calls");
    expect(job).toMatchObject({ status: "failed", error_class: "config", error_code: code, requests: 0 });
    expect(job.error_hint).toMatch(/no request was sent/i);
    expect(stack.simulator.requests.filter(({ account }) => account === customer.account.name)).toEqual([]);
  }
}

const versions = async () =>
  (await stack.sql`select version from private.credential_keys order by version`).map(
    ({ version }) => version,
  );
const versionsInUse = async () =>
  (
    await stack.sql`select distinct key_version as version from private.integration_credentials order by 1`
  ).map(({ version }) => version);

describe("stored credentials", () => {
  /** Does something to them, lets all streams run, and puts everything back. */
  async function whileChanged(change: () => Promise<unknown>, check: () => Promise<void>): Promise<void> {
    const kept = await stack.sql`select * from private.integration_credentials`;
    stack.simulator.requests.length = 0;
    await change();
    await runAll();
    await check();
    for (const { integration_id, iv, ciphertext, key_version } of kept) {
      await stack.sql`update private.integration_credentials set iv = ${iv}, ciphertext = ${ciphertext}, key_version = ${key_version}
        where integration_id = ${integration_id}`;
    }
    await stack.sql`update public.sync_streams set paused_reason = null, consecutive_failures = 0`;
    await runAll();
    for (const customer of customers)
      expect(await lab.stream(customer, "calls")).toMatchObject({ freshness: "ok" });
  }

  it("that were swapped between two orgs open for neither, and are reported as tampering", async () => {
    const [a, b] = customers.map(({ integrationId }) => integrationId);
    await whileChanged(
      () => stack.sql`
        update private.integration_credentials c set iv = o.iv, ciphertext = o.ciphertext, key_version = o.key_version
        from private.integration_credentials o
        where (c.integration_id, o.integration_id) in ((${a ?? ""}, ${b ?? ""}), (${b ?? ""}, ${a ?? ""}))`,
      async () => {
        await expectRefused("credentials_tampered", ...customers.slice(0, 2));
        expect(await lab.job(customers[2] as Customer, "calls")).toMatchObject({ status: "succeeded" });
      },
    );
  });

  it("of which a single bit was changed are refused", async () => {
    for (const column of ["iv", "ciphertext"]) {
      await whileChanged(
        () => stack.sql`
          update private.integration_credentials set ${stack.sql(column)} = encode(
            set_byte(decode(${stack.sql(column)}, 'base64'), 3, get_byte(decode(${stack.sql(column)}, 'base64'), 3) # 1), 'base64')`,
        () => expectRefused("credentials_tampered", ...customers),
      );
    }
  });

  it("whose key is gone from the vault are refused, for there is no other key", async () => {
    const [kept] = await stack.sql`select vault_secret_id from private.credential_keys`;
    const pointTo = (secret: string) =>
      stack.sql`update private.credential_keys set vault_secret_id = ${secret}`;
    await whileChanged(
      () => pointTo(crypto.randomUUID()),
      async () => {
        await expectRefused("credential_key_missing", ...customers);
        await pointTo(kept?.vault_secret_id);
      },
    );
  });
});

describe("a key rotation", () => {
  it("seals everything anew while syncs run, and retires the old key when nobody can need it any more", async () => {
    const [old] = await versions();
    const before = await stack.sql`select ciphertext from private.integration_credentials`;
    await stack.sql`select private.add_credential_key()`;
    for (const customer of customers) await lab.makeDue(customer);
    await lab.strike();
    await Promise.all([lab.pass({ pages: 3 }), lab.pass({ pages: 3 }), lab.pass({ pages: 3 })]);
    expect(await versionsInUse()).toEqual([Number(old) + 1]);
    const after = await stack.sql`select ciphertext from private.integration_credentials`;
    expect(after.filter(({ ciphertext }) => before.some((row) => row.ciphertext === ciphertext))).toEqual([]);
    for (const customer of customers) await finish(lab, customer);
    await lab.strike();
    expect(await versions(), "a worker may still hold what the old key opens").toEqual([
      old,
      Number(old) + 1,
    ]);

    const anHourAgo = () =>
      stack.sql`update private.integration_credentials set updated_at = now() - interval '1 hour'`;
    await stack.sql`update private.credential_keys set created_at = now() - interval '1 hour'`;
    await anHourAgo();
    await stack.sql`update private.integration_credentials set key_version = ${old ?? 0} where integration_id = ${customers[0]?.integrationId ?? ""}`;
    await lab.strike();
    expect(await versions(), "one row still uses it").toEqual([old, Number(old) + 1]);
    await stack.sql`update private.integration_credentials set key_version = ${Number(old) + 1}`;
    await lab.strike();
    expect(await versions()).toEqual([Number(old) + 1]);
    await runAll();
    for (const customer of customers) {
      expect(await lab.stream(customer, "calls")).toMatchObject({ freshness: "ok", error_code: null });
      await expectOracle(lab, customer);
    }
  });

  it("leaves what does not open as it is, says so, and does not try it again each minute", async () => {
    const [tampered] = customers;
    if (tampered === undefined) throw new Error("There is no customer.");
    await stack.sql`update private.integration_credentials set ciphertext = iv where integration_id = ${tampered.integrationId}`;
    const [old] = await versions();
    await stack.sql`select private.add_credential_key()`;
    await lab.pass();
    expect(await versionsInUse()).toEqual([old, Number(old) + 1]);
    const [integration] =
      await stack.sql`select status, error_code from public.integrations where id = ${tampered.integrationId}`;
    expect(integration).toEqual({ status: "error", error_code: "credentials_tampered" });
    const [row] = await stack.sql`select private.dispatch_syncs() as passes`;
    expect(row?.passes).toBe(0);
    await lab.save(tampered);
    await finish(lab, tampered);
    expect(await versionsInUse()).toEqual([Number(old) + 1]);
    expect(await lab.stream(tampered, "calls")).toMatchObject({ freshness: "ok" });
  });
});
