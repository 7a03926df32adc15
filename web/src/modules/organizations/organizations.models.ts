import type { Enums, Tables } from "~/lib/supabase";

export type Organization = Tables["organizations"]["Row"];
export type OrganizationRole = Enums["org_role"];

export interface Membership {
  role: OrganizationRole;
  organization: Organization;
}

/** Lowest first, as in the database. */
const rank: OrganizationRole[] = ["agent", "manager", "admin", "owner"];

export const roleLabels: Record<OrganizationRole, string> = {
  agent: "Agent",
  manager: "Manager",
  admin: "Admin",
  owner: "Owner",
};

export function hasRole(role: OrganizationRole, lowest: OrganizationRole): boolean {
  return rank.indexOf(role) >= rank.indexOf(lowest);
}

/** Which org a person asked for, and how: a link must be honoured or refused, a memory may be stale. */
export interface OrganizationChoice {
  slug: string;
  source: "link" | "memory";
}

export type CurrentOrganization =
  | { state: "ready"; organization: Organization; role: OrganizationRole }
  | { state: "not-visible"; slug: string }
  | { state: "none" };

interface Known {
  choice: OrganizationChoice | undefined;
  memberships: Membership[];
  isPlatformAdmin: boolean;
  /** The chosen org as read through RLS, when it is none of the person's own; null when they can't see it. */
  visitedOrganization: Organization | null;
  /** Some org to start with, for a platform admin who belongs to none. */
  firstOrganization: Organization | null;
}

/** The org to show: the chosen one, else the person's first, else (for a platform admin) any. */
export function resolveOrganization(known: Known): CurrentOrganization {
  const { choice, memberships, isPlatformAdmin, visitedOrganization } = known;
  const chosen = memberships.find((membership) => membership.organization.slug === choice?.slug);
  if (chosen) return ready(chosen.organization, chosen.role, isPlatformAdmin);
  if (choice && visitedOrganization?.slug === choice.slug && isPlatformAdmin) {
    return ready(visitedOrganization, "owner", true);
  }
  if (choice?.source === "link") return { state: "not-visible", slug: choice.slug };

  const [first] = memberships;
  if (first) return ready(first.organization, first.role, isPlatformAdmin);
  if (isPlatformAdmin && known.firstOrganization) return ready(known.firstOrganization, "owner", true);
  return { state: "none" };
}

/** A platform admin may do everywhere what an owner may. */
function ready(
  organization: Organization,
  role: OrganizationRole,
  isPlatformAdmin: boolean,
): CurrentOrganization {
  return { state: "ready", organization, role: isPlatformAdmin ? "owner" : role };
}
