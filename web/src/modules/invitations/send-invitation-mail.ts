import { AuthClient } from "@supabase/supabase-js";
import { Problem } from "~/lib/problem";

/**
 * Mails a sign-in link that ends at the invitation, and makes the account of whoever has none. It is sent by a client of
 * its own that keeps nothing, so that the session of the person who invites is never touched. Gives the Problem that
 * kept the mail from being sent, if any.
 */
export async function sendInvitationMail(email: string, link: string): Promise<Problem | undefined> {
  const { VITE_SUPABASE_URL: url, VITE_SUPABASE_PUBLISHABLE_KEY: key } = import.meta.env;
  const mailer = new AuthClient({
    url: `${url}/auth/v1`,
    headers: { apikey: key ?? "" },
    storageKey: "victorysync.invitation",
    persistSession: false,
    autoRefreshToken: false,
    detectSessionInUrl: false,
  });
  const { error } = await mailer.signInWithOtp({
    email,
    options: { emailRedirectTo: link, shouldCreateUser: true },
  });
  if (!error) return undefined;
  const isTooOften = error.status === 429;
  return new Problem("rejected", "The mail could not be sent.", {
    hint: isTooOften
      ? "Too many mails were sent lately. Give the person the link below, or send it again later."
      : "Give the person the link below in another way, or send it again later.",
    cause: error,
  });
}
