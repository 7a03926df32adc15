/** Who can sign in to a fresh local stack: the people of seed.sql. Local data only; the password is no secret. */
export type DemoPerson = {
  fullName: string;
  email: string;
  /** Undefined for someone who belongs to no org. */
  org: "Northwind Dental" | "Harbor Realty" | undefined;
  role: "owner" | "admin" | "manager" | "agent" | "platform admin";
  note?: string;
};

export const demoPassword = "demo-password-1";

export const demoPeople: DemoPerson[] = [
  { fullName: "Olivia Park", email: "olivia@northwind.example", org: "Northwind Dental", role: "owner" },
  { fullName: "Adam Reyes", email: "adam@northwind.example", org: "Northwind Dental", role: "admin" },
  { fullName: "Maya Lindgren", email: "maya@northwind.example", org: "Northwind Dental", role: "manager" },
  {
    fullName: "Ann Okafor",
    email: "ann@northwind.example",
    org: "Northwind Dental",
    role: "agent",
    note: "has numbers",
  },
  {
    fullName: "Ben Castillo",
    email: "ben@northwind.example",
    org: "Northwind Dental",
    role: "agent",
    note: "has no number yet",
  },
  { fullName: "Henry Walsh", email: "henry@harbor.example", org: "Harbor Realty", role: "owner" },
  {
    fullName: "Ivy Tran",
    email: "ivy@harbor.example",
    org: "Harbor Realty",
    role: "agent",
    note: "has numbers",
  },
  { fullName: "Pat Quinn", email: "pat@platform.example", org: undefined, role: "platform admin" },
];
