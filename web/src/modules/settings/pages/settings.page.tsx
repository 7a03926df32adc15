import { Show } from "solid-js";
import { useOrganization } from "~/modules/organizations/organization.context";
import { useOrganizations } from "~/modules/organizations/organizations.context";
import { TakeoutSection } from "~/modules/takeout/components/takeout-section";
import { Page } from "~/ui/page";
import { AppearanceSection } from "../components/appearance-section";
import { MembershipSection } from "../components/membership-section";
import { OrganizationSection } from "../components/organization-section";
import { ProfileSection } from "../components/profile-section";
import { RemovalSection } from "../components/removal-section";
import { SecuritySection } from "../components/security-section";

export default function SettingsPage() {
  const { organization, can } = useOrganization();
  const { memberships } = useOrganizations();
  // A platform admin may look at an org without belonging to it.
  const isMember = () => memberships().some((own) => own.organization.id === organization().id);
  return (
    <Page title="Settings" description="Your account, and your organization.">
      <ProfileSection />
      <AppearanceSection />
      <SecuritySection />
      <Show when={can("admin")}>
        <OrganizationSection />
      </Show>
      <Show when={isMember()}>
        <MembershipSection />
      </Show>
      <Show when={can("owner")}>
        <TakeoutSection />
        <RemovalSection />
      </Show>
    </Page>
  );
}
