import MailX from "lucide-solid/icons/mail-x";
import Send from "lucide-solid/icons/send";
import { createSignal, Show } from "solid-js";
import { useClock } from "~/lib/clock";
import { formatDateTime, formatRelativeTime } from "~/lib/format";
import { useOrganization } from "~/modules/organizations/organization.context";
import { roleLabels } from "~/modules/organizations/organizations.models";
import { rolesToGive } from "~/modules/people/people.models";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { toastProblem, toastSuccess } from "~/ui/toasts";
import { Tooltip } from "~/ui/tooltip";
import { isExpired, type SentInvitation } from "../invitations.models";
import { type IssuedInvitation, useResendInvitation, useRevokeInvitation } from "../invitations.queries";

interface InvitationRowProps {
  invitation: SentInvitation;
  onRenewed: (issued: IssuedInvitation) => void;
}

/** One who is invited: since when, until when, and what can be done about it. */
export function InvitationRow(props: InvitationRowProps) {
  const { organization, role } = useOrganization();
  const nowMs = useClock(60_000);
  const resend = useResendInvitation(organization().id);
  const revoke = useRevokeInvitation(organization().id);
  const [isConfirming, setIsConfirming] = createSignal(false);
  const sender = () =>
    props.invitation.sender?.full_name || props.invitation.sender?.email || "someone who has left";
  const hasExpired = () => isExpired(props.invitation, nowMs());
  const isManageable = () => rolesToGive(role()).includes(props.invitation.role);

  const runRevoke = () =>
    revoke.mutate(props.invitation.id, {
      onSuccess: () => toastSuccess("The invitation was taken back.", "Its link no longer works."),
      onError: toastProblem,
      onSettled: () => setIsConfirming(false),
    });

  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-2.5 px-5 py-3">
      <Avatar name={props.invitation.email} class="max-sm:hidden" />
      <div class="min-w-0 flex-1 basis-60">
        <p class="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span class="min-w-0 break-all font-medium">{props.invitation.email}</span>
          <Badge>{roleLabels[props.invitation.role]}</Badge>
          <Show when={hasExpired()}>
            <Badge tone="caution">Expired</Badge>
          </Show>
        </p>
        <p class="text-ink-muted text-sm">
          Invited by {sender()},{" "}
          <Tooltip content={formatDateTime(props.invitation.expires_at, organization().time_zone, "full")}>
            {hasExpired() ? "ran out" : "runs out"} {formatRelativeTime(props.invitation.expires_at, nowMs())}
          </Tooltip>
        </p>
      </div>
      <Show when={isManageable()} fallback={<span class="text-ink-muted text-sm">Up to an owner</span>}>
        <div class="flex gap-2">
          <Button
            size="small"
            isBusy={resend.isPending}
            onClick={() =>
              resend.mutate(props.invitation.id, { onSuccess: props.onRenewed, onError: toastProblem })
            }
          >
            <Send class="size-4" aria-hidden="true" />
            Send again
            <span class="sr-only"> to {props.invitation.email}</span>
          </Button>
          <Button size="small" variant="quiet" onClick={() => setIsConfirming(true)}>
            <MailX class="size-4" aria-hidden="true" />
            Take back
            <span class="sr-only"> the invitation of {props.invitation.email}</span>
          </Button>
        </div>
      </Show>
      <ConfirmDialog
        isOpen={isConfirming()}
        title={`Take back the invitation of ${props.invitation.email}?`}
        confirmLabel="Take back"
        isBusy={revoke.isPending}
        onConfirm={runRevoke}
        onClose={() => setIsConfirming(false)}
      >
        The link they were sent stops working at once. You can invite them again at any time.
      </ConfirmDialog>
    </li>
  );
}
