import { createSignal } from "solid-js";
import { useOrganization } from "~/modules/organizations/organization.context";
import { type OrganizationRole, roleLabels } from "~/modules/organizations/organizations.models";
import { Select } from "~/ui/select";
import { toastProblem, toastSuccess } from "~/ui/toasts";
import { useChangeRoles } from "../membership.queries";
import type { Person } from "../people.models";
import { OwnershipDialog } from "./ownership-dialog";

interface RoleSelectProps {
  person: Person;
  offered: OrganizationRole[];
}

/** Changes a person's role at once; making an owner asks first. */
export function RoleSelect(props: RoleSelectProps) {
  const { organization } = useOrganization();
  const change = useChangeRoles(organization().id);
  const [isMakingOwner, setIsMakingOwner] = createSignal(false);
  function choose(role: OrganizationRole) {
    if (role === props.person.role) return;
    if (role === "owner") {
      setIsMakingOwner(true);
      return;
    }
    change.mutate([{ userId: props.person.userId, role }], {
      onSuccess: () =>
        toastSuccess(`${props.person.name} is now ${articleOf(role)} ${roleLabels[role].toLowerCase()}.`),
      onError: toastProblem,
    });
  }
  return (
    <>
      <Select
        label={`Role of ${props.person.name}`}
        options={props.offered.map((role) => ({ value: role, label: roleLabels[role] }))}
        value={props.person.role}
        onChange={choose}
      />
      <OwnershipDialog
        person={props.person}
        isOpen={isMakingOwner()}
        onClose={() => setIsMakingOwner(false)}
      />
    </>
  );
}

function articleOf(role: OrganizationRole): string {
  return role === "manager" ? "a" : "an";
}
