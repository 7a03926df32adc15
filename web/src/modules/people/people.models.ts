import type { OrganizationRole } from "~/modules/organizations/organizations.models";

/** A member of an org. Who gave no name goes by their address. */
export interface Person {
  userId: string;
  role: OrganizationRole;
  email: string;
  name: string;
}
