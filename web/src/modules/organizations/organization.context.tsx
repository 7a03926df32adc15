import { type Accessor, createContext, type ParentProps, useContext } from "solid-js";
import { hasRole, type Organization, type OrganizationRole } from "./organizations.models";

interface OrganizationAccess {
  organization: Accessor<Organization>;
  role: Accessor<OrganizationRole>;
  /** Whether the person has at least this role here. What they may do is decided by the database; this only hides what it would refuse. */
  can: (lowest: OrganizationRole) => boolean;
}

const OrganizationContext = createContext<OrganizationAccess>();

interface OrganizationProviderProps extends ParentProps {
  organization: Organization;
  role: OrganizationRole;
}

/** Gives everything below it the org that is shown. */
export function OrganizationProvider(props: OrganizationProviderProps) {
  const access: OrganizationAccess = {
    organization: () => props.organization,
    role: () => props.role,
    can: (lowest) => hasRole(props.role, lowest),
  };
  return <OrganizationContext.Provider value={access}>{props.children}</OrganizationContext.Provider>;
}

/** The org that is shown and the person's role in it; only inside the shell. */
export function useOrganization(): OrganizationAccess {
  const access = useContext(OrganizationContext);
  if (!access) throw new Error("useOrganization needs an OrganizationProvider above it.");
  return access;
}
