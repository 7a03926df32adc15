import { describe, expect, it } from "vitest";
import { type FigureId, figureDefinitions } from "./dashboard.definitions.ts";
import { type CallKpis, type CallSelection, callsWithoutLength, figures } from "./figures.models.ts";

const migrations = Object.values(
  import.meta.glob<string>("../../../../supabase/migrations/*.sql", {
    query: "?raw",
    import: "default",
    eager: true,
  }),
);

/** The first definition says the rule; later ones may only make it faster. */
function firstIn(pattern: RegExp): string {
  const found = migrations.map((sql) => sql.match(pattern)?.[0]).find((text) => text !== undefined);
  if (found === undefined) throw new Error(`No migration matches ${pattern}.`);
  return found;
}

const kpisFunction = firstIn(/function public\.call_kpis\([\s\S]*?\$\$;/);
const kpisComment = firstIn(/comment on function public\.call_kpis\([\s\S]*?';/);

/** What a condition of SQL asks of a column: "direction in ('inbound', 'outbound')" → both; nothing → []. */
function askedOf(column: string, condition: string): string[] {
  const [, one, list] = condition.match(new RegExp(`${column} (?:= '(\\w+)'|in \\(([^)]*)\\))`)) ?? [];
  if (one) return [one];
  return list ? [...list.matchAll(/'(\w+)'/g)].map(([, value = ""]) => value) : [];
}

/** The condition under which the function counts a call. */
function ruleOf(alias: string): string {
  const counted = kpisFunction.match(new RegExp(`count\\(\\*\\) filter \\(where (.*)\\) as ${alias}\\b`));
  if (!counted?.[1]) throw new Error(`call_kpis counts nothing as ${alias}.`);
  return counted[1];
}

const talked = kpisFunction.match(/as p90\s+from matching\s+where (.*)/)?.[1] ?? "";

const rules: [FigureId, string][] = [
  ["offered", ruleOf("offered")],
  ["answerRate", ruleOf("offered")],
  ["answered", ruleOf("answered")],
  ["missed", ruleOf("missed")],
  ["abandoned", ruleOf("abandoned")],
  ["voicemail", ruleOf("voicemail")],
  ["outbound", ruleOf("outgoing")],
  ["outboundAnswered", ruleOf("outgoing_answered")],
  ["talkAverage", talked],
  ["talkMedian", talked],
  ["talkNinetieth", talked],
  ["talkTotal", talked],
];

describe("the calls behind a figure", () => {
  it.each(rules)("%s are those that the database counts: %s", (id, rule) => {
    const selection: CallSelection = { directions: [], outcomes: [], ...figures[id].calls };
    expect(new Set(selection.directions)).toEqual(new Set(askedOf("direction", rule)));
    expect(new Set(selection.outcomes)).toEqual(new Set(askedOf("outcome", rule)));
  });

  it("are given for every figure that is made of calls", () => {
    const withCalls = Object.entries(figures).filter(([, figure]) => figure.calls !== null);
    expect(withCalls.map(([id]) => id).sort()).toEqual(rules.map(([id]) => id).sort());
  });
});

describe("definitions", () => {
  it("cover every figure, each under a name of its own", () => {
    expect(Object.keys(figureDefinitions).sort()).toEqual(Object.keys(figures).sort());
    const labels = Object.values(figureDefinitions).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it.each([
    [
      "Offered = inbound that ended answered, missed, abandoned or in voicemail",
      "offered",
      "Answered + missed + abandoned + voicemail",
    ],
    ["answer rate = answered / offered, null when nothing was offered", "answerRate", "Answered ÷ offered"],
    [
      "talk time = duration of answered inbound and outbound calls, null when there is none",
      "talkTotal",
      "Duration of answered inbound and outbound calls; unknown when there is none",
    ],
    [
      "Waiting times, and so a service level, are not given by the provider",
      "serviceLevel",
      "MightyCall gives no waiting time",
    ],
  ] as const)("say what the database says: %s", (inDatabase, id, inDashboard) => {
    expect(kpisComment).toContain(inDatabase);
    expect(figureDefinitions[id].rule).toContain(inDashboard);
  });
});

describe("figures", () => {
  const kpis: CallKpis = {
    inbound_offered: 10,
    inbound_answered: 4,
    inbound_missed: 3,
    inbound_abandoned: 2,
    inbound_voicemail: 1,
    inbound_unknown: 5,
    answer_rate: 0.4,
    outbound: 8,
    outbound_answered: 6,
    internal: 7,
    talk_calls: 9,
    talk_seconds_total: 900,
    talk_seconds_average: 100,
    talk_seconds_median: 90,
    talk_seconds_p90: 180,
    messages_inbound: 11,
    messages_outbound: 12,
  };

  it("are read from the row of the database, each its own", () => {
    const values = Object.values(figures).map((figure) => figure.value(kpis));
    expect(values).toEqual([10, 0.4, null, 4, 3, 2, 1, 100, 90, 180, 900, 8, 6, 11, 12]);
  });

  it("know how many answered calls are missing from the talk time", () => {
    expect(callsWithoutLength(kpis)).toBe(1);
  });
});
