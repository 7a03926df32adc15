import { apiChecks } from "./api-checks.ts";
import type { Check, Finding, Target } from "./check.ts";
import { databaseChecks } from "./database-checks.ts";

/** Examines a target, read-only. A check that can't be made is itself a finding. */
export async function examine(target: Target): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of [...databaseChecks, ...apiChecks]) findings.push(...(await made(check, target)));
  return findings;
}

async function made(check: Check, target: Target): Promise<Finding[]> {
  try {
    return await check(target);
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    return [
      {
        name: "examination",
        trouble,
        mend: "Connect as the project's owner (postgres), with the migrations applied.",
      },
    ];
  }
}

/** A line a finding, and what to do below those that are not right. */
export function report(findings: readonly Finding[]): string {
  return findings
    .map(({ name, trouble, mend }) =>
      trouble === null ? `ok       ${name}` : `TROUBLE  ${name}: ${trouble}\n         ${mend}`,
    )
    .join("\n");
}
