import { randomUUID } from "node:crypto";
import type { Attacked } from "./world.ts";

export type Arguments = Record<string, unknown>;

/** A value for each argument by which a function is told whose rows are meant. */
export function argumentsNaming({ owner, belongings }: Attacked): Arguments {
  return {
    organization: belongings.organization,
    integration_id: belongings.integration,
    phone_number_ids: [belongings.phone_number],
    number: belongings.phone_number,
    job_id: belongings.job,
    invitation: belongings.invitation,
    token: belongings.invitation_token,
    person: owner.id,
    before_id: belongings.message,
    after_id: belongings.organization,
  };
}

/** The same arguments, with ids of nothing. */
export function argumentsNamingNothing(org: Attacked): Arguments {
  const ids = Object.entries(argumentsNaming(org));
  return Object.fromEntries(
    ids.map(([name, id]) => [name, Array.isArray(id) ? [randomUUID()] : randomUUID()]),
  );
}

/** Values for the arguments that say something else. */
export const otherArguments: Arguments = {
  stream: "calls",
  range_start: "2026-01-01",
  range_end: "2026-01-02",
  period_start: "2020-01-01",
  period_end: "2100-01-01",
  since: "2020-01-01",
  unit: "month",
  agent: "101",
  email: "somebody@people.example",
  role: "agent",
  what: "calls",
  row_count: 1,
  confirmed_name: "Beta",
  filters: {},
};

/** A valid value of the same kind, so that a write which should not have happened shows. */
export function otherThan(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (typeof value !== "string") return value;
  if (/^[0-9a-f-]{36}$/.test(value)) return randomUUID();
  return Number.isNaN(Date.parse(value)) ? `${value}-changed` : "2020-01-01T00:00:00Z";
}
