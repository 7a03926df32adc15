import { createSignal, Show } from "solid-js";
import { describe } from "~/lib/problem";
import { useOrganization } from "~/modules/organizations/organization.context";
import { type OrganizationRole, roleLabels } from "~/modules/organizations/organizations.models";
import { roleMeanings, rolesToGive } from "~/modules/people/people.models";
import { Button } from "~/ui/button";
import { ChoiceCards } from "~/ui/choice-cards";
import { Dialog } from "~/ui/dialog";
import { Notice } from "~/ui/notice";
import { TextField } from "~/ui/text-field";
import { parseAddress } from "../invitations.models";
import { type IssuedInvitation, useInvite } from "../invitations.queries";
import { InvitationLink } from "./invitation-link";

/** Invites people, one after the other. */
export function InviteDialog(props: { onClose: () => void }) {
  const [issued, setIssued] = createSignal<IssuedInvitation>();
  return (
    <Show when={issued()} keyed fallback={<InviteForm onIssued={setIssued} onClose={props.onClose} />}>
      {(shown) => (
        <Dialog
          isOpen
          onClose={props.onClose}
          title={`${shown.email} is invited`}
          footer={
            <>
              <Button onClick={() => setIssued(undefined)}>Invite another</Button>
              <Button variant="primary" onClick={() => props.onClose()}>
                Done
              </Button>
            </>
          }
        >
          <InvitationLink issued={shown} />
        </Dialog>
      )}
    </Show>
  );
}

function InviteForm(props: { onIssued: (issued: IssuedInvitation) => void; onClose: () => void }) {
  const { organization, role: ownRole } = useOrganization();
  const invite = useInvite(organization().id);
  const [address, setAddress] = createSignal("");
  const [role, setRole] = createSignal<OrganizationRole>("agent");
  const [wasSubmitted, setWasSubmitted] = createSignal(false);
  const error = () =>
    wasSubmitted() && parseAddress(address()) === null
      ? "Enter an email address, such as ada@example.com."
      : undefined;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setWasSubmitted(true);
    const email = parseAddress(address());
    if (email) invite.mutate({ email, role: role() }, { onSuccess: props.onIssued });
  }

  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={`Invite to ${organization().name}`}
      footer={
        <>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" form="invite" variant="primary" isBusy={invite.isPending}>
            Send invitation
          </Button>
        </>
      }
    >
      <form id="invite" class="flex flex-col gap-5 pt-1" onSubmit={submit} noValidate>
        <TextField
          label="Email"
          type="email"
          autocomplete="off"
          autofocus
          placeholder="ada@example.com"
          value={address()}
          onChange={setAddress}
          error={error()}
        />
        <ChoiceCards
          label="Role"
          options={rolesToGive(ownRole()).map((value) => ({
            value,
            label: roleLabels[value],
            explanation: roleMeanings[value],
          }))}
          value={role()}
          onChange={setRole}
        />
        <Show when={invite.isError}>
          <Notice tone="negative" title={describe(invite.error).message}>
            {describe(invite.error).hint}
          </Notice>
        </Show>
      </form>
    </Dialog>
  );
}
