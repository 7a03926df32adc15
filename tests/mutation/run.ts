import { parseArgs } from "node:util";
import postgres from "postgres";
import { startStack } from "../../supabase/local/stack.ts";
import { dropCopies, makeCopies, withDatabase } from "./copies.ts";
import { withoutEquivalents } from "./equivalents.ts";
import type { Mutant } from "./mutant.ts";
import { additionMutants } from "./operators/additions.ts";
import { bodyMutants } from "./operators/bodies.ts";
import { constraintMutants } from "./operators/constraints.ts";
import { functionMutants } from "./operators/functions.ts";
import { grantMutants } from "./operators/grants.ts";
import { policyMutants } from "./operators/policies.ts";
import { triggerMutants } from "./operators/triggers.ts";
import { label, type Outcome, report } from "./report.ts";
import { Laboratory, readSuite } from "./suite.ts";

/*
 * Weakens the schema in every way it knows, and adds to it what nothing tests, one at a time, and requires that the pgTAP suite turns red. Works on copies
 * of a database made for the run. `--subset` takes one mutant of each kind; `--only TEXT` (more than once) those whose name
 * holds the text; `--admin-url` a superuser's address of an already migrated server instead of a new one.
 */
const { values } = parseArgs({
  options: {
    subset: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
    verbose: { type: "boolean", default: false },
    "admin-url": { type: "string" },
  },
});
const laboratories = 2;

const adminUrl = values["admin-url"];
if (adminUrl !== undefined) {
  process.exitCode = await run(adminUrl, adminUrl.replace("supabase_admin", "postgres"));
} else {
  const stack = await startStack({ ephemeral: true, parts: "database" });
  try {
    await stack.sql.end();
    process.exitCode = await run(stack.adminUrl, stack.databaseUrl);
  } finally {
    await stack.stop();
  }
}

async function run(superuserUrl: string, ownerUrl: string): Promise<number> {
  const mutants = chosen(await allMutants(ownerUrl));
  const names = Array.from({ length: laboratories }, (_, index) => `mutation_${process.pid}_${index}`);
  await makeCopies(superuserUrl, new URL(ownerUrl).pathname.slice(1), names);
  const labs = names.map((name) => new Laboratory(withDatabase(ownerUrl, name), readSuite()));
  try {
    for (const lab of labs) await lab.prepare();
    const problems = (
      await Promise.all(labs.map((lab, index) => lab.problemsUnchanged(index, labs.length)))
    ).flat();
    if (problems.length > 0) {
      console.error(`The suite is red without any mutant:\n${problems.join("\n")}`);
      return 1;
    }
    const queue = [...mutants];
    const outcomes = (await Promise.all(labs.map((lab) => work(lab, queue)))).flat();
    return report(outcomes);
  } finally {
    for (const lab of labs) await lab.end();
    await dropCopies(superuserUrl, names);
  }
}

async function allMutants(url: string): Promise<Mutant[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return withoutEquivalents([
      ...(await policyMutants(sql)),
      ...(await functionMutants(sql)),
      ...(await bodyMutants(sql)),
      ...(await triggerMutants(sql)),
      ...(await constraintMutants(sql)),
      ...(await grantMutants(sql)),
      ...additionMutants(),
    ]);
  } finally {
    await sql.end();
  }
}

function chosen(mutants: Mutant[]): Mutant[] {
  const only = values.only;
  if (only !== undefined) {
    return mutants.filter((mutant) => only.some((text) => `${mutant.kind} ${mutant.name}`.includes(text)));
  }
  if (!values.subset) return mutants;
  const kinds = new Map(
    mutants.toReversed().map((mutant) => [mutant.kind.replace(/^body: .*/, "body"), mutant]),
  );
  return [...kinds.values()];
}

async function work(lab: Laboratory, queue: Mutant[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
    const verdict = await lab.try(mutant);
    outcomes.push({ mutant, verdict });
    if (!("killedBy" in verdict)) console.log(`${label(verdict)}  ${mutant.kind}  ${mutant.name}`);
    else if (values.verbose)
      console.log(`killed by ${verdict.killedBy}  ${mutant.name}\n    ${verdict.first}`);
  }
  return outcomes;
}
