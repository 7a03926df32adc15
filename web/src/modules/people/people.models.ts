import { hasRole, type OrganizationRole } from "~/modules/organizations/organizations.models";

/** A member of an org. Who gave no name goes by their address. */
export interface Person {
  userId: string;
  role: OrganizationRole;
  email: string;
  name: string;
}

/** Lowest first. */
export const roles: OrganizationRole[] = ["agent", "manager", "admin", "owner"];

export const roleMeanings: Record<OrganizationRole, string> = {
  agent: "Sees the calls, recordings and messages of the numbers assigned to them.",
  manager: "Sees the whole organization, assigns numbers, starts syncs and exports.",
  admin: "As a manager, and connects MightyCall, invites people and sets roles below admin.",
  owner: "May do everything, roles of all people included.",
};

/** Who acts: their role in the org and which person they are. */
export interface Actor {
  userId: string;
  role: OrganizationRole;
}

/** Admins give the roles below theirs, owners any. The database holds to the same rule. */
export function rolesToGive(actor: OrganizationRole): OrganizationRole[] {
  if (actor === "owner") return roles;
  return hasRole(actor, "admin") ? roles.filter((role) => !hasRole(role, actor)) : [];
}

/** Whether one may change or remove another: only people below one's own rank, but owners may all. */
export function mayChange(actor: Actor, person: Pick<Person, "userId" | "role">): boolean {
  if (actor.userId === person.userId || !hasRole(actor.role, "admin")) return false;
  return actor.role === "owner" || !hasRole(person.role, actor.role);
}

/** The roles to offer for a person, their present one included; none when it isn't the actor's to change. */
export function rolesToOffer(actor: Actor, person: Pick<Person, "userId" | "role">): OrganizationRole[] {
  if (!mayChange(actor, person)) return [];
  const given = rolesToGive(actor.role);
  return roles.filter((role) => given.includes(role) || role === person.role);
}

export function findPeople(people: Person[], search: string): Person[] {
  const wanted = search.trim().toLowerCase();
  return people.filter((person) => `${person.name} ${person.email}`.toLowerCase().includes(wanted));
}
