import { createSignal } from "solid-js";
import { useOrganization } from "~/modules/organizations/organization.context";
import { roleLabels } from "~/modules/organizations/organizations.models";
import { LeaveDialog } from "~/modules/people/components/leave-dialog";
import { roleMeanings } from "~/modules/people/people.models";
import { Button } from "~/ui/button";
import { SettingsSection } from "./settings-section";

/** One's own place in the org. */
export function MembershipSection() {
  const { organization, role } = useOrganization();
  const [isLeaving, setIsLeaving] = createSignal(false);
  return (
    <SettingsSection title="Membership" description={`You belong to ${organization().name}.`}>
      <p class="font-medium">{roleLabels[role()]}</p>
      <p class="text-ink-muted">{roleMeanings[role()]}</p>
      <Button variant="secondary" class="mt-4 text-negative!" onClick={() => setIsLeaving(true)}>
        Leave the organization
      </Button>
      <LeaveDialog isOpen={isLeaving()} onClose={() => setIsLeaving(false)} />
    </SettingsSection>
  );
}
