import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "./database.types.ts";

export type Client = SupabaseClient<Database>;
export type Tables = Database["public"]["Tables"];
export type Enums = Database["public"]["Enums"];

let client: Client | undefined;

/** The one Supabase client. The entry checks the settings first, so a page never sees the throw. */
export function supabase(): Client {
  if (!client) {
    const { VITE_SUPABASE_URL: url, VITE_SUPABASE_PUBLISHABLE_KEY: key } = import.meta.env;
    if (!url || !key) throw new Error("VITE_SUPABASE_URL and VITE_SUPABASE_PUBLISHABLE_KEY must be set.");
    client = createClient<Database>(url, key);
  }
  return client;
}
