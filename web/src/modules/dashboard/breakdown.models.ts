import * as v from "valibot";

const orUnknown = v.nullable(v.number());

/** A row of the database function `calls_by_number`. */
export const numberFigures = v.object({
  phone_number_id: v.nullable(v.string()),
  offered: v.number(),
  answered: v.number(),
  missed: v.number(),
  abandoned: v.number(),
  voicemail: v.number(),
  outbound: v.number(),
  talk_seconds_total: orUnknown,
});

export type NumberFigures = v.InferOutput<typeof numberFigures>;

/** A row of the database function `calls_by_agent`. */
export const agentFigures = v.object({
  agent_extension: v.string(),
  agent_name: v.nullable(v.string()),
  inbound_answered: v.number(),
  outbound: v.number(),
  outbound_answered: v.number(),
  talk_seconds_total: orUnknown,
  talk_seconds_average: orUnknown,
});

export type AgentFigures = v.InferOutput<typeof agentFigures>;

/** Answered ÷ offered; null when nothing was offered. */
export function answerRate({ offered, answered }: { offered: number; answered: number }): number | null {
  return offered === 0 ? null : answered / offered;
}

/** "Ann Castillo", or the extension of someone without a name. */
export function agentLabel(agent: Pick<AgentFigures, "agent_name" | "agent_extension">): string {
  return agent.agent_name ?? `Extension ${agent.agent_extension}`;
}

export type SortValue = number | string | null;

export interface Sorting<Key extends string> {
  key: Key;
  isDescending: boolean;
}

/** Sorted by one column; unknown values stay last whichever way it is sorted, equal ones keep their order. */
export function sortBy<Row>(rows: Row[], figureOf: (row: Row) => SortValue, isDescending: boolean): Row[] {
  return [...rows].sort((a, b) => {
    const [first, second] = [figureOf(a), figureOf(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    const order =
      typeof first === "string" || typeof second === "string"
        ? String(first).localeCompare(String(second))
        : first - second;
    return isDescending ? -order : order;
  });
}

/** A click on a column's head: turned around when it is the sorted one; else figures start high, names at A. */
export function nextSorting<Key extends string>(
  current: Sorting<Key>,
  key: Key,
  isText: boolean,
): Sorting<Key> {
  return { key, isDescending: current.key === key ? !current.isDescending : !isText };
}
