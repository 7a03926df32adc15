import type { Stack } from "../stack.ts";
import { demoPassword, demoPeople } from "./demo-people.ts";

/** Fills a fresh stack with people who can sign in. Does nothing when they are there already. */
export async function seedDemo(stack: Stack): Promise<void> {
  const [existing] =
    await stack.sql`select from auth.users where email = any (${demoPeople.map((p) => p.email)})`;
  if (existing !== undefined) return;
  for (const person of demoPeople) await stack.signUp(person.email, demoPassword, person.fullName);
}
