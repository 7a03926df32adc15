import type { Sql } from "postgres";

/** Lets everybody ask for syncs again, as if those who asked before had done so long ago. */
export async function endCooldowns(sql: Sql): Promise<void> {
  await sql`
    update public.sync_jobs set created_at = created_at - interval '2 minutes'
    where created_at > now() - interval '2 minutes' and status not in ('queued', 'running')`;
}
