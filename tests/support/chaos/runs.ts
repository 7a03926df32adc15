import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { AccountSpec } from "../../../supabase/local/simulator/accounts/account-spec.ts";
import { createRandom, type Random } from "../../../supabase/local/simulator/accounts/random.ts";
import { type Death, passUntilDeath } from "./death.ts";
import type { Customer, Lab } from "./lab.ts";
import { expectOracle } from "./oracle.ts";

const PAGE_ROWS = 6;
const LANES = 4;
const MOST_ROUNDS = 80;
const MOST_ROUNDS_TO_FINISH = 200;
const ROUNDS_OF_A_LEASE = 4;
/** A pass that finds nothing to do asks a few times and ends. */
const IDLE_CALLS = 4;
const IDLE_MS = 20;
const IMMORTAL: Death = { atCall: Number.POSITIVE_INFINITY, moment: "after" };

/** An account that a pass reads in about sixty calls to the outside, with several pages in a slice. */
export function smallAccount(lab: Lab, name: string): AccountSpec {
  lab.stack.simulator.faults.add({ kind: "page_size_cap", rows: PAGE_ROWS, account: name });
  const number = Array.from(name, (letter) => letter.charCodeAt(0)).reduce(
    (sum, code) => (sum * 31 + code) % 2 ** 40,
    7,
  );
  const key = number.toString(16).padStart(12, "0");
  return {
    name,
    accountType: "classic",
    apiKey: `30000000-0000-4000-8000-${key}`,
    userKey: `40000000-0000-4000-8000-${key}`,
    seed: name,
    phoneNumbers: 3,
    calls: 20,
    messages: 4,
    days: 5,
    agents: 3,
  };
}

/** Whether work of a customer is waiting or under way. */
export async function isBusy({ stack }: Lab, { orgId }: Customer): Promise<boolean> {
  const live = await stack.sql`
    select from public.sync_jobs where org_id = ${orgId} and status in ('queued', 'running') limit 1`;
  return live.length > 0;
}

/** Lets one worker that lives go on, wait after wait, until all of a customer's jobs are over. */
export async function finish(lab: Lab, customer: Customer): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS_TO_FINISH && (await isBusy(lab, customer)); round += 1) {
    // The dead hold leases, but so may the living worker of another lane, who is let work for a while.
    if (round % ROUNDS_OF_A_LEASE === 0) await lab.passTime(customer);
    else await lab.endWaits(customer);
    const { calls } = await passUntilDeath(lab, IMMORTAL);
    if (calls <= IDLE_CALLS) await sleep(IDLE_MS);
  }
  const live = await lab.stack.sql`
    select stream, status, trigger, attempt, error_code, run_after - now() as due_in, leased_until - now() as leased_for, pages
    from public.sync_jobs where org_id = ${customer.orgId} and status in ('queued', 'running')`;
  expect(live, "the jobs come to an end").toEqual([]);
}

/** Fails unless every stream succeeded last and the tables equal the account. */
export async function expectComplete(lab: Lab, customer: Customer): Promise<void> {
  const failing = await lab.stack.sql`
    select stream, error_code, consecutive_failures from public.sync_streams
    where org_id = ${customer.orgId} and (last_success_at is null or error_code is not null)`;
  if (failing.length > 0) throw new Error(`Not all streams succeeded: ${JSON.stringify(failing)}`);
  await expectOracle(lab, customer);
}

/** Runs the streams whose job has failed for good once more, as the clock does later on. */
async function runFailedAgain(lab: Lab, customer: Customer): Promise<void> {
  await lab.stack.sql`
    update public.sync_streams set next_run_at = now() where org_id = ${customer.orgId} and last_success_at is null`;
  await lab.strike();
  await finish(lab, customer);
}

/**
 * A first sync by several workers at once, of which each dies again and again at random moments, while leases run out
 * under those who live, the provider breaks off and the database's connections are cut, by the seed's choice. A job
 * that eight of them could not get any further has failed, and then the stream's next run makes it good.
 */
export async function runChaos(lab: Lab, seed: string, workers: number): Promise<void> {
  const random = createRandom(seed, "chaos");
  const name = `chaos ${seed}`;
  const spec = smallAccount(lab, name);
  const { faults } = lab.stack.simulator;
  const weapon = random.pick(["death", "provider", "database"] as const);
  if (weapon === "provider") {
    faults.add({ kind: "cut_connection", account: name, probability: 0.08, seed });
    faults.add({ kind: "down", account: name, probability: 0.05, seed: `${seed} down` });
    faults.add({ kind: "server_error", account: name, probability: 0.05, seed: `${seed} error` });
  }
  const customer = await lab.connect(spec);
  for (let round = 0; round < MOST_ROUNDS && (await isBusy(lab, customer)); round += 1) {
    await lab.passTime(customer);
    const lives = Array.from({ length: workers }, () => passUntilDeath(lab, deathOf(random)));
    if (random.chance(0.4)) {
      await sleep(random.integer(1, 30));
      // Those who are at work lose their leases to others.
      if (weapon === "database") await lab.cutConnections();
      else await lab.passTime(customer);
    }
    await Promise.all(lives);
  }
  for (const { id, account } of faults.list()) if (account === name) faults.remove(id);
  await runFailedAgain(lab, customer);
  await expectComplete(lab, customer);
  await lab.forget(customer);
}

/** Runs with the seeds 1 to `count`, a few at a time, and tells which failed and why. */
export async function failuresOf(count: number, run: (seed: number) => Promise<void>): Promise<string[]> {
  const failures: string[] = [];
  let seed = 0;
  const lane = async () => {
    while (seed < count) {
      seed += 1;
      const current = seed;
      await run(current).catch((error: Error) => failures.push(`seed ${current}: ${error.message}`));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return failures;
}

function deathOf(random: Random): Death {
  if (random.chance(0.2)) return IMMORTAL;
  return { atCall: random.integer(1, 40), moment: random.pick(["before", "after"]) };
}
