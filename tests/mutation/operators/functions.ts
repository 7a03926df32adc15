import type { Sql } from "postgres";
import type { Mutant } from "../mutant.ts";

type FunctionRow = {
  schema: string;
  signature: string;
  name: string;
  definition: string;
  source: string;
  returns: string;
  returns_set: boolean;
  has_arguments: boolean;
};

/** Every refusal of every function left out, helpers that say yes or no to everyone, rights and search paths changed. */
export async function functionMutants(sql: Sql): Promise<Mutant[]> {
  const functions = await sql<FunctionRow[]>`
    select n.nspname as schema, p.oid::regprocedure::text as signature, p.proname as name, pg_get_functiondef(p.oid) as definition,
      p.prosrc as source, p.prorettype::regtype::text as returns, p.proretset as returns_set, p.pronargs > 0 as has_arguments
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private', 'worker')
    order by 1`;
  return functions.flatMap((row) => [
    ...withoutRefusals(row),
    ...answeringAlike(row),
    ...withOtherRights(row),
  ]);
}

function withoutRefusals(row: FunctionRow): Mutant[] {
  const refusals = [...row.source.matchAll(/raise exception '([^']*(?:''[^']*)*)'/g)];
  return refusals.map((refusal) => ({
    kind: "function: refusal left out",
    name: `${row.signature} no longer says "${refusal[1]}"`,
    sql: withSource(
      row,
      `${row.source.slice(0, refusal.index)}raise debug${row.source.slice(refusal.index + "raise exception".length)}`,
    ),
    noticedBy: "behaviour",
  }));
}

/** Set and yes-or-no helpers of the private schema: for everyone, and for nobody. */
function answeringAlike(row: FunctionRow): Mutant[] {
  if (row.schema !== "private") return [];
  const helper = (kind: string, answer: string): Mutant => ({
    kind: `helper: ${kind}`,
    name: `${row.signature} is ${kind}`,
    sql: withSource(row, answer),
    noticedBy: "isolation",
  });
  if (row.returns === "boolean")
    return [helper("always true", "select true"), helper("always false", "select false")];
  if (row.returns !== "uuid" || !row.returns_set || row.has_arguments) return [];
  return [
    helper("everything", `select id from ${ownersOf(row.name)}`),
    helper("nothing", "select null::uuid where false"),
  ];
}

function ownersOf(setName: string): string {
  if (setName.endsWith("org_ids")) return "public.organizations";
  if (setName.endsWith("phone_number_ids")) return "public.phone_numbers";
  if (setName.endsWith("profile_ids")) return "public.profiles";
  throw new Error(
    `Of which table does private.${setName}() give ids? Tell tests/mutation/operators/functions.ts.`,
  );
}

function withOtherRights(row: FunctionRow): Mutant[] {
  const alteration = (kind: string, change: string): Mutant => ({
    kind: `function: ${kind}`,
    name: `${row.signature} ${change}`,
    sql: `alter function ${row.signature} ${change}`,
    noticedBy: "catalog",
  });
  const openSearchPath = alteration("open search path", "reset search_path");
  const isExposed = row.schema === "public";
  return isExposed ? [openSearchPath, alteration("owner's rights", "security definer")] : [openSearchPath];
}

/** The same function with another body. */
export function withSource(row: { definition: string; source: string }, source: string): string {
  const start = row.definition.indexOf(row.source);
  return row.definition.slice(0, start) + source + row.definition.slice(start + row.source.length);
}
