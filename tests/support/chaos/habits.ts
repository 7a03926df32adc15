import { expect } from "vitest";
import { createRandom, type Random } from "../../../supabase/local/simulator/accounts/random.ts";
import type { Fault } from "../../../supabase/local/simulator/faults/fault.ts";
import type { Customer, Lab } from "./lab.ts";
import { expectOracle, expectTruthfulEnds, storedCalls, toldCall } from "./oracle.ts";
import { finish, isBusy, smallAccount } from "./runs.ts";

const REQUEST_TIMEOUT_MS = 60;
const ROUNDS = 12;

/** How a provider behaves in one run: in what order and how many rows at once it answers, and what goes wrong. */
function habitsOf(random: Random, account: string): Fault[] {
  const seed = random.hexadecimal(8);
  const often = (fault: Fault): Fault[] =>
    random.chance(0.35)
      ? [{ ...fault, account, seed: `${seed} ${fault.kind}`, probability: random.next() * 0.3 }]
      : [];
  return [
    {
      kind: "order",
      account,
      order: random.pick(["newest-first", "oldest-first", "random-per-request", "random-stable"] as const),
    },
    { kind: "page_size_cap", account, rows: random.integer(1, 9) },
    ...often({ kind: "rows_added_while_paging" }),
    ...often({ kind: "unauthorized_once", times: 20 }),
    ...often({ kind: "token_expired", times: 20 }),
    ...often({ kind: "rate_limited", hint: random.pick(["header", "text", "none"] as const) }),
    ...often({ kind: "server_error" }),
    ...often({ kind: "html" }),
    ...often({ kind: "truncated_json" }),
    ...often({ kind: "cut_connection" }),
    ...often({ kind: "down" }),
    ...often({ kind: "slow", milliseconds: REQUEST_TIMEOUT_MS * 3 }),
  ];
}

/**
 * A sync of a provider with such habits. At any moment the table holds nothing but what the provider has, the stream's
 * ends promise nothing that is not there, and what did not succeed says why. Once the habits are over, the next runs
 * and a load of history end equal to the account.
 */
export async function runHabits(lab: Lab, seed: number): Promise<void> {
  const name = `habits ${seed}`;
  const spec = smallAccount(lab, name);
  const { faults } = lab.stack.simulator;
  for (const fault of habitsOf(createRandom("habits", seed), name)) faults.add(fault);
  const customer = await lab.connect(spec);
  const first = customer.account.calls();

  for (let round = 0; round < ROUNDS && (await isBusy(lab, customer)); round += 1) {
    await lab.passTime(customer);
    await lab.pass({ requestTimeoutMs: REQUEST_TIMEOUT_MS, pages: 10 });
    await expectTruthfulEnds(lab, customer, first);
    await expectHonest(
      lab,
      customer,
      first.map(({ id }) => id),
    );
  }
  for (const { id, account } of faults.list()) if (account === name) faults.remove(id);
  await lab.save(customer);
  await finish(lab, customer);
  await loadHistory(lab, customer);
  await expectOracle(lab, customer);
  await lab.forget(customer);
}

async function expectHonest(lab: Lab, customer: Customer, first: string[]): Promise<void> {
  // At once, for the workers of other runs may have claimed this job.
  const [seen] = await lab.stack.sql`
    select j.status, j.error_code, s.error_code as stream_error_code, s.last_success_at is not null as is_complete
    from public.sync_jobs j join public.sync_streams s using (integration_id, stream)
    where j.org_id = ${customer.orgId} and j.stream = 'calls' order by j.created_at desc limit 1`;
  const stored = await storedCalls(lab, customer);
  const told = new Map(customer.account.calls().map((call) => [call.id, toldCall(call)]));
  for (const call of stored) expect(call).toEqual(told.get(call.id));

  expect(seen?.is_complete).toBe(seen?.status === "succeeded");
  if (seen?.status === "succeeded") {
    const ids = new Set(stored.map(({ id }) => id));
    expect(first.filter((id) => !ids.has(id))).toEqual([]);
  }
  if (seen?.status === "failed") {
    expect(seen.error_code).not.toBeNull();
    expect(seen.stream_error_code).toBe(seen.error_code);
  }
}

async function loadHistory(lab: Lab, customer: Customer): Promise<void> {
  await lab.stack.sql`
    insert into public.sync_jobs (org_id, integration_id, stream, trigger, window_start, window_end)
    select ${customer.orgId}, ${customer.integrationId}, stream, 'backfill', now() - interval '20 days', now()
    from unnest(array['calls', 'sms_messages']::public.sync_stream[]) stream`;
  await finish(lab, customer);
}
