import type { Sql } from "postgres";

/** What the doctor examines: a local stack or a hosted project. */
export type Target = { sql: Sql; databaseUrl: string; apiUrl: string; publishableKey: string };

/** One thing that has to be right. `trouble` says what is wrong; `mend` how to mend it. */
export type Finding = { name: string; trouble: string | null; mend: string };

export type Check = (target: Target) => Promise<Finding[]>;

/** A finding about a list: nothing missing is fine, anything missing is named. */
export function missing(name: string, absent: readonly string[], mend: string): Finding {
  return { name, trouble: absent.length === 0 ? null : `missing: ${absent.join(", ")}`, mend };
}
