import { DatabaseError } from "../../../supabase/functions/_shared/database/worker-database.ts";
import type { PassOptions } from "../../../supabase/functions/sync/pass.ts";
import type { Lab } from "./lab.ts";

/** When a worker dies: at its n-th call to the outside, before it is sent or before its answer arrives. */
export type Death = { readonly atCall: number; readonly moment: "before" | "after" };

/** How many calls to the outside a worker made, and whether it lived to the end of its pass. */
export type Life = { readonly calls: number; readonly survived: boolean };

/**
 * One pass of a worker that dies: from that moment on nothing of it runs any more, as after a SIGKILL. A call whose
 * answer never arrives has taken effect. A pass that ends because the database is gone has survived.
 */
export async function passUntilDeath(
  lab: Lab,
  death: Death,
  options: Partial<PassOptions> = {},
): Promise<Life> {
  let calls = 0;
  let isDead = false;
  let die = () => {};
  const dead = new Promise<void>((resolve) => {
    die = () => {
      isDead = true;
      resolve();
    };
  });
  const never = new Promise<never>(() => {});

  async function outside<T>(call: () => Promise<T>): Promise<T> {
    if (isDead) return await never;
    calls += 1;
    const isLast = calls === death.atCall;
    if (isLast && death.moment === "before") die();
    if (isDead) return await never;
    try {
      return await call();
    } finally {
      if (isLast) die();
      if (isDead) await never;
    }
  }

  const work = lab.pass({
    ...options,
    database: { call: (name, args) => outside(() => lab.database.call(name, args)) },
    fetch: (input, init) => outside(() => fetch(input, init)),
  });
  await Promise.race([work.catch(requireDatabaseError), dead]);
  return { calls, survived: !isDead };
}

function requireDatabaseError(error: unknown): void {
  if (!(error instanceof DatabaseError)) throw error;
}
