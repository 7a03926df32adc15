import type { SupabaseContext } from "@supabase/server";
import * as v from "valibot";
import { Problem } from "./problem.ts";

// Auth gives every person's token this role; a key in the form of a token has another one, or no person.
const personSchema = v.object({ id: v.pipe(v.string(), v.uuid()), role: v.literal("authenticated") });

/** The id of the person whose verified token came with the request. @throws Problem 401 */
export function signedInPerson(supabase: Pick<SupabaseContext, "userClaims">): string {
  const person = v.safeParse(personSchema, supabase.userClaims);
  if (person.success) return person.output.id;
  throw new Problem(401, "unauthenticated", "Your session has ended or was never started.", {
    hint: "Sign in again.",
  });
}
