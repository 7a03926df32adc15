import { queryOptions, useMutation, useQueryClient } from "@tanstack/solid-query";
import * as v from "valibot";
import { fetchAll, fetchAllPageSize } from "~/lib/fetch-all";
import { type Problem, take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { OrganizationRole } from "~/modules/organizations/organizations.models";
import { membershipsOptions } from "~/modules/organizations/organizations.queries";
import { invitationLink, issuedInvitation, type SentInvitation } from "./invitations.models";
import { sendInvitationMail } from "./send-invitation-mail";

/** The invitations of an org that nobody accepted or took back, newest first. For admins. */
export function openInvitationsOptions(orgId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "invitations"],
    queryFn: async ({ signal }) => {
      const query = () =>
        supabase()
          .from("invitations")
          .select("*, sender:profiles!invitations_created_by_fkey(full_name, email)")
          .eq("org_id", orgId)
          .is("accepted_at", null)
          .is("revoked_at", null)
          .order("id")
          .limit(fetchAllPageSize)
          .abortSignal(signal);
      const open = await fetchAll<SentInvitation>((last) => (last ? query().gt("id", last.id) : query()));
      return open.sort((a, b) => b.created_at.localeCompare(a.created_at));
    },
    reconcile: "id",
  });
}

/** An invitation that was just made or renewed: the link, which is never shown again, and how the mail went. */
export interface IssuedInvitation {
  email: string;
  link: string;
  expiresAt: string;
  mailProblem: Problem | undefined;
}

async function issue(answer: unknown): Promise<IssuedInvitation> {
  const { invitation, token } = v.parse(issuedInvitation, answer);
  const link = invitationLink(window.location.origin, token);
  const issued = { email: invitation.email, link, expiresAt: invitation.expires_at };
  // When the mail fails the invitation still holds, and its link can be passed on by other means.
  return { ...issued, mailProblem: await sendInvitationMail(invitation.email, link) };
}

function useIssue<Input>(orgId: string, ask: (input: Input) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation(() => ({
    mutationFn: async (input: Input) => issue(await ask(input)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: openInvitationsOptions(orgId).queryKey }),
    // What comes out holds the token; it is dropped as soon as nothing shows it any more.
    gcTime: 0,
  }));
}

/** Invites an address to an org and mails it the link. */
export function useInvite(orgId: string) {
  return useIssue(orgId, async ({ email, role }: { email: string; role: OrganizationRole }) =>
    take(await supabase().rpc("invite_person", { organization: orgId, email, role })),
  );
}

/** Gives an invitation another week and mails a new link; the old one stops working. */
export function useResendInvitation(orgId: string) {
  return useIssue(orgId, async (invitation: string) =>
    take(await supabase().rpc("resend_invitation", { invitation })),
  );
}

/** Takes an invitation back; its link stops working. */
export function useRevokeInvitation(orgId: string) {
  const queryClient = useQueryClient();
  return useMutation(() => ({
    mutationFn: async (invitation: string) => take(await supabase().rpc("revoke_invitation", { invitation })),
    // Not awaited: the row that asked would be gone before it could say what came of it.
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: openInvitationsOptions(orgId).queryKey });
    },
  }));
}

/** Joins the org that a token invites the signed-in person to, and gives that org. */
export function useAcceptInvitation() {
  const queryClient = useQueryClient();
  return useMutation(() => ({
    mutationFn: async ({ token }: { token: string; userId: string }) =>
      take(await supabase().rpc("accept_invitation", { token })),
    onSuccess: (_organization, { userId }) =>
      queryClient.invalidateQueries({ queryKey: membershipsOptions(userId).queryKey }),
  }));
}
