import type { Sql } from "postgres";
import type { Mutant } from "../mutant.ts";

type Policy = {
  schema: string;
  relation: string;
  name: string;
  using: string | null;
  check: string | null;
};

const setFunctions = ["private.visible_org_ids()", "private.full_view_org_ids()", "private.admin_org_ids()"];

/** Every policy opened, narrowed to a part of its condition, moved to another set, given to everyone, and dropped. */
export async function policyMutants(sql: Sql): Promise<Mutant[]> {
  const policies = await sql<Policy[]>`
    select schemaname as schema, tablename as relation, policyname as name, qual as using, with_check as check
    from pg_policies where schemaname in ('public', 'private', 'worker', 'realtime', 'storage')
    order by schemaname, tablename, policyname`;
  return policies.flatMap(weakenings);
}

function weakenings(policy: Policy): Mutant[] {
  const target = `policy ${policy.name} on ${policy.schema}.${policy.relation}`;
  const mutant = (kind: string, detail: string, statement: string): Mutant => ({
    kind: `policy: ${kind}`,
    name: `${policy.name}: ${detail}`,
    sql: statement,
    // What no grant lets anyone reach yet is noticed by the rules about policies alone.
    noticedBy: kind.startsWith("with check") || kind === "for everyone" ? "catalog" : "isolation",
  });
  const alter = (kind: string, clause: "using" | "with check", condition: string) =>
    mutant(kind, `${clause} (${squeezed(condition)})`, `alter ${target} ${clause} (${condition})`);
  const clauses = [
    ["using", policy.using],
    ["with check", policy.check],
  ] as const;
  return [
    ...clauses.flatMap(([clause, condition]) =>
      condition === null
        ? []
        : [
            alter(`${clause} true`, clause, "true"),
            ...branchesOf(condition).map((branch) => alter(`${clause} one branch`, clause, branch)),
            ...otherSets(condition).map((other) => alter(`${clause} another set`, clause, other)),
          ],
    ),
    mutant("for everyone", "to public", `alter ${target} to public`),
    mutant("dropped", "dropped", `drop ${target}`),
  ];
}

/** The sides of a condition's outermost OR; none when there is no OR there. */
function branchesOf(condition: string): string[] {
  const inner = withoutOuterParentheses(condition);
  const sides: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < inner.length; at++) {
    if (inner[at] === "(") depth++;
    else if (inner[at] === ")") depth--;
    else if (depth === 0 && inner.startsWith(" OR ", at)) {
      sides.push(inner.slice(start, at));
      start = at + 4;
    }
  }
  return sides.length === 0 ? [] : [...sides, inner.slice(start)];
}

function withoutOuterParentheses(text: string): string {
  if (!text.startsWith("(") || !text.endsWith(")")) return text;
  let depth = 0;
  for (let at = 0; at < text.length - 1; at++) {
    if (text[at] === "(") depth++;
    if (text[at] === ")") depth--;
    if (depth === 0) return text;
  }
  return text.slice(1, -1);
}

function otherSets(condition: string): string[] {
  const used = setFunctions.find((name) => condition.includes(name));
  if (used === undefined) return [];
  return setFunctions.filter((name) => name !== used).map((name) => condition.replaceAll(used, name));
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
