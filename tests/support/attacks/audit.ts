import { expect } from "vitest";
import type { Stack } from "../../../supabase/local/stack.ts";
import type { Person } from "../people.ts";

type Entry = {
  action: string;
  actor_email: string | null;
  target: string | null;
  outcome: string;
  detail: object;
};

/** An entry that has to appear; what is left out may be anything, but for the outcome, which is success. */
export type ExpectedEntry = [action: string, actor: Person | null, target?: string, more?: Partial<Entry>];

/** An org's log, read as the database's owner. */
export type AuditWatch = {
  entries: () => Promise<Entry[]>;
  /** Does something and requires that it left exactly these entries, in whatever order. */
  expectEntries: (expected: ExpectedEntry[], act: () => unknown) => Promise<void>;
};

export function watchAuditLog(stack: Stack, organizationId: string): AuditWatch {
  const entries = () => stack.sql<Entry[]>`
    select action, actor_email, target, outcome, detail from public.audit_log
    where org_id = ${organizationId} order by ctid`;
  return {
    entries,
    expectEntries: async (expected, act) => {
      const before = (await entries()).length;
      await act();
      const fresh = (await entries()).slice(before);
      const wanted = expected.map(([action, actor, target, more]) => ({
        action,
        actor_email: actor?.email ?? null,
        outcome: "succeeded",
        ...(target === undefined ? {} : { target }),
        ...more,
      }));
      expect(fresh.map(({ action }) => action).sort()).toEqual(wanted.map(({ action }) => action).sort());
      for (const entry of wanted) expect(fresh).toContainEqual(expect.objectContaining(entry));
    },
  };
}

/** The data of an answer without an error. */
export async function done<T>(answer: PromiseLike<{ error: unknown; data: T }>): Promise<T> {
  const { data, error } = await answer;
  expect(error).toBeNull();
  return data;
}
