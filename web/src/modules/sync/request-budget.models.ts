import * as v from "valibot";

const amount = v.pipe(v.number(), v.minValue(0));

/** What the provider still answers today; null when nothing is connected. */
export const requestBudget = v.nullable(
  v.object({
    daily_limit: amount,
    used: amount,
    left: amount,
    reserved_for_people: amount,
    refills_at: v.nullable(v.string()),
  }),
);

export type RequestBudget = NonNullable<v.InferOutput<typeof requestBudget>>;

/** How tight it is: "reserved" when only people may still ask, and the schedule waits. */
export function budgetState(budget: RequestBudget): "ample" | "low" | "reserved" | "empty" {
  if (budget.left === 0) return "empty";
  if (budget.left <= budget.reserved_for_people) return "reserved";
  return budget.left < budget.daily_limit * 0.2 ? "low" : "ample";
}
