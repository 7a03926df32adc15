import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import type { Stack } from "../../supabase/local/stack.ts";
import type { Database } from "../../web/src/lib/database.types.ts";

export type Client = SupabaseClient<Database>;
export type Person = { id: string; email: string; client: Client };

const PASSWORD = "correct-horse-battery";

/** A client as the browser makes it, without a session. */
export function anonymousClient(stack: Pick<Stack, "apiUrl" | "publishableKey">): Client {
  return createClient<Database>(stack.apiUrl, stack.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
}

/** Someone who has signed up and in through the real Auth API. */
export async function createPerson(stack: Stack, name: string): Promise<Person> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}@people.example`;
  const id = await stack.signUp(email, PASSWORD, name);
  const client = anonymousClient(stack);
  const { error } = await client.auth.signInWithPassword({ email, password: PASSWORD });
  if (error !== null) throw error;
  return { id, email, client };
}

/** An org made through onboarding, owned by a new person. */
export async function createOrganization(stack: Stack, name: string): Promise<{ id: string; owner: Person }> {
  const owner = await createPerson(stack, `${name} owner`);
  const { data, error } = await owner.client.rpc("create_organization", {
    name,
    time_zone: "America/New_York",
  });
  if (error !== null) throw error;
  return { id: data.id, owner };
}

/** Puts a new person into an org with a role, as the database owner. */
export async function addMember(
  stack: Stack,
  organizationId: string,
  name: string,
  role: "agent" | "manager" | "admin" | "owner",
): Promise<Person> {
  const person = await createPerson(stack, name);
  await stack.sql`insert into public.memberships (org_id, user_id, role) values (${organizationId}, ${person.id}, ${role})`;
  return person;
}
