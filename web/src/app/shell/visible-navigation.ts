import { type Accessor, createMemo } from "solid-js";
import { useOrganization } from "~/modules/organizations/organization.context";
import { useOrganizations } from "~/modules/organizations/organizations.context";
import { type NavigationEntry, type NavigationGroup, navigation } from "../navigation";

/** The menu's entries that suit the person. */
export function useVisibleNavigation(): Accessor<NavigationGroup[]> {
  const { can } = useOrganization();
  const { isPlatformAdmin } = useOrganizations();
  const suits = (entry: NavigationEntry) =>
    can(entry.lowestRole) && (!entry.isForPlatformAdmins || isPlatformAdmin());
  return createMemo(() =>
    navigation
      .map((group) => ({ ...group, entries: group.entries.filter(suits) }))
      .filter((group) => group.entries.length > 0),
  );
}
