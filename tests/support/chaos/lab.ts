import type postgres from "postgres";
import { apiKeyFingerprint } from "../../../supabase/functions/_shared/credentials/fingerprint.ts";
import { createKeyring } from "../../../supabase/functions/_shared/credentials/keyring.ts";
import type { WorkerDatabase } from "../../../supabase/functions/_shared/database/worker-database.ts";
import { createLogger } from "../../../supabase/functions/_shared/http/log.ts";
import { providerHosts } from "../../../supabase/functions/_shared/integration/provider-hosts.ts";
import { sealApiKeys } from "../../../supabase/functions/_shared/integration/sealed-credentials.ts";
import { type PassOptions, type PassReport, runPass } from "../../../supabase/functions/sync/pass.ts";
import type { SimulatedAccount } from "../../../supabase/local/simulator/accounts/account.ts";
import type { AccountSpec } from "../../../supabase/local/simulator/accounts/account-spec.ts";
import type { Stack } from "../../../supabase/local/stack.ts";
import { createPerson, type Person } from "../people.ts";
import { openDirectDatabase } from "./database.ts";

type StreamName = "phone_numbers" | "calls" | "sms_messages" | "recordings";

/** An org with a MightyCall account of its own, connected and about to sync for the first time. */
export type Customer = { orgId: string; integrationId: string; account: SimulatedAccount };

/** Workers that run in this process, on the real database and simulator, where a test can make them die. */
export type Lab = {
  readonly stack: Stack;
  readonly database: WorkerDatabase;
  /** Who owns every org here. */
  readonly owner: Person;
  /** A new org on an account, which is made unless it is there. */
  connect(spec: AccountSpec): Promise<Customer>;
  /** Saves the account's keys again, as its admin does. */
  save(customer: Customer): Promise<void>;
  forget(customer: Customer): Promise<void>;
  /** The clock strikes: what is due is queued. */
  strike(): Promise<void>;
  /** One pass of a worker. */
  pass(options?: Partial<PassOptions>): Promise<PassReport>;
  /** Makes streams due, all unless named. */
  makeDue(customer: Customer, ...streams: StreamName[]): Promise<void>;
  /** The newest job of a stream. */
  job(customer: Customer, stream: StreamName): Promise<postgres.Row>;
  stream(customer: Customer, stream: StreamName): Promise<postgres.Row>;
  /** Lets every wait of a customer end now; whoever is at work goes on. */
  endWaits(customer: Customer): Promise<void>;
  /** Lets every wait and lease of a customer end now, as if time had passed. */
  passTime(customer: Customer): Promise<void>;
  /** Ends every connection of the workers to the database, in the middle of whatever they do. */
  cutConnections(): Promise<void>;
  close(): Promise<void>;
};

/** Takes the deployed worker out of the stack unless it is to stay, so that nobody works but whom the test starts. */
export async function createLab(stack: Stack, options: { deployed?: boolean } = {}): Promise<Lab> {
  if (options.deployed !== true) await stack.sql`delete from vault.secrets where name = 'sync_function_url'`;
  const owner = await createPerson(stack, "Lab owner");
  const direct = await openDirectDatabase(stack, "worker");
  const { database } = direct;
  const admin = await openDirectDatabase(stack, "admin");
  const hosts = hostsOf(stack);

  async function save({ orgId, integrationId, account }: Customer): Promise<void> {
    const { accountType, apiKey, userKey } = account;
    const identity = { org_id: orgId, integration_id: integrationId };
    const key = await createKeyring(admin.database).current();
    await admin.database.call("save_integration", {
      actor: owner.id,
      organization: orgId,
      integration: integrationId,
      account: accountType,
      hint: apiKey.slice(-4),
      fingerprint: await apiKeyFingerprint(accountType, apiKey),
      ...(await sealApiKeys(key, identity, { api_key: apiKey, user_key: userKey })),
    });
  }

  return {
    stack,
    database,
    owner,
    save,
    async connect(spec) {
      const { accounts } = stack.simulator;
      const account = accounts.list().find(({ name }) => name === spec.name) ?? accounts.add(spec);
      const customer = { orgId: crypto.randomUUID(), integrationId: crypto.randomUUID(), account };
      const { orgId } = customer;
      await stack.sql`insert into public.organizations (id, name, slug) values (${orgId}, ${spec.name}, ${orgId})`;
      await stack.sql`insert into public.memberships (org_id, user_id, role) values (${orgId}, ${owner.id}, 'owner')`;
      await save(customer);
      return customer;
    },
    async forget({ orgId, account }) {
      await stack.sql`delete from public.calls where org_id = ${orgId}`;
      await stack.sql`delete from public.sms_messages where org_id = ${orgId}`;
      await stack.sql`delete from public.organizations where id = ${orgId}`;
      const { accounts } = stack.simulator;
      if (accounts.list().includes(account)) accounts.remove(account.name);
      stack.simulator.requests.length = 0;
    },
    pass: (options = {}) =>
      runPass({
        database,
        hosts,
        fetch: globalThis.fetch,
        logger: createLogger({ write: () => {} }),
        passMs: 50_000,
        pages: 40,
        ...options,
      }),
    async strike() {
      await stack.sql`select private.dispatch_syncs()`;
    },
    async makeDue({ orgId }, ...streams) {
      await stack.sql`
        update public.sync_streams set next_run_at = now()
        where org_id = ${orgId} and (${streams.length === 0} or stream::text = any (${streams}))`;
    },
    async job({ orgId }, stream) {
      const [row] = await stack.sql`
        select * from public.sync_jobs where org_id = ${orgId} and stream = ${stream} order by created_at desc limit 1`;
      if (row === undefined) throw new Error(`There is no job of ${stream}.`);
      return row;
    },
    async stream({ orgId }, stream) {
      const [row] = await stack.sql`
        select * from public.sync_stream_health where org_id = ${orgId} and stream = ${stream}`;
      if (row === undefined) throw new Error(`There is no stream ${stream}.`);
      return row;
    },
    async endWaits({ orgId }) {
      await stack.sql`
        update public.sync_jobs set run_after = now() where org_id = ${orgId} and status = 'queued' and run_after > now()`;
    },
    async passTime({ orgId }) {
      await stack.sql`
        update public.sync_jobs set run_after = now(),
          leased_until = case when status = 'running' then clock_timestamp() - interval '1 second' end
        where org_id = ${orgId} and status in ('queued', 'running')`;
    },
    cutConnections: direct.cutConnections,
    async close() {
      await direct.close();
      await admin.close();
    },
  };
}

function hostsOf({ simulator }: Stack) {
  const environment = new Map([
    ["MIGHTYCALL_CLASSIC_URL", `${simulator.url}/classic`],
    ["MIGHTYCALL_CALL_CENTER_URL", `${simulator.url}/call-center`],
    ["MIGHTYCALL_RECORDING_ORIGINS", simulator.url],
  ]);
  return providerHosts(environment);
}
