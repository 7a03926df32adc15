import type { Stack } from "../../supabase/local/stack.ts";

/** Lets the clock strike and the functions work until nothing is queued or running any more. */
export async function finishSyncs(stack: Stack, mostStrikes = 30): Promise<void> {
  for (let strike = 0; strike < mostStrikes; strike += 1) {
    await stack.http.idle();
    const [live] =
      await stack.sql`select from public.sync_jobs where status in ('queued', 'running') and run_after <= now()`;
    if (live === undefined) return;
    await stack.cron.runAll();
  }
  throw new Error(`After ${mostStrikes} strikes of the clock there are still jobs to do.`);
}

/** Makes every stream of an org due now. */
export async function makeDue(stack: Stack, organizationId: string): Promise<void> {
  await stack.sql`update public.sync_streams set next_run_at = now() where org_id = ${organizationId}`;
}

/** Makes waiting jobs runnable at once, as if the wait had passed. */
export async function endWaits(stack: Stack): Promise<void> {
  await stack.sql`update public.sync_jobs set run_after = now() where status = 'queued'`;
}
