import * as v from "valibot";
import type { Tables } from "~/lib/supabase";

export type Invitation = Tables["invitations"]["Row"];

/** An invitation with who sent it; nobody when they have left. */
export type SentInvitation = Invitation & { sender: { full_name: string; email: string } | null };

/** What the database answers to whoever invites. The token is told this once. */
export const issuedInvitation = v.object({
  invitation: v.looseObject({ id: v.string(), email: v.string(), expires_at: v.string() }),
  token: v.pipe(v.string(), v.minLength(20)),
});

/** Where the invited person accepts. */
export function invitationLink(origin: string, token: string): string {
  return `${origin}/accept-invitation?token=${encodeURIComponent(token)}`;
}

const address = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(), v.maxLength(254));

/** The address as it is stored, or null when it is none. */
export function parseAddress(text: string): string | null {
  const parsed = v.safeParse(address, text);
  return parsed.success ? parsed.output : null;
}

/** Past its time an invitation can't be accepted, but still be sent again. */
export function isExpired(invitation: Pick<Invitation, "expires_at">, nowMs: number): boolean {
  return Date.parse(invitation.expires_at) <= nowMs;
}
