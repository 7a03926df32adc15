import { createRandom, type Random } from "./random.ts";

/** A person of the account with an extension. */
export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly extension: string;
  readonly role: "admin" | "user";
  readonly groupId: string;
}

/** A group of the account, such as a department. */
interface Group {
  readonly id: string;
  readonly name: string;
}

export interface Team {
  /** The first is the admin whose user key the account gives out. */
  readonly agents: readonly Agent[];
  readonly groups: readonly Group[];
}

/** Somebody outside who calls and texts. */
export interface Client {
  readonly phone: string;
  readonly name: string | null;
}

const FIRST_NAMES = [
  "Ann",
  "Bob",
  "Carla",
  "Dmitri",
  "Elena",
  "Farid",
  "Grace",
  "Hugo",
  "Ines",
  "Jamal",
  "Kira",
  "Liam",
  "Mona",
  "Noah",
  "Olga",
  "Pablo",
];

const LAST_NAMES = [
  "Abbott",
  "Baker",
  "Castillo",
  "Doyle",
  "Engel",
  "Foster",
  "Gray",
  "Hale",
  "Ito",
  "Jensen",
  "Klein",
  "Lopez",
  "Mercer",
  "Novak",
  "O'Hara",
  "Price",
];

const GROUP_NAMES = ["Sales", "Support"];

const AREA_CODES = [
  201, 202, 206, 212, 213, 215, 303, 305, 312, 314, 404, 415, 503, 512, 602, 617, 619, 702, 704, 713, 720,
  786, 801, 813, 832, 904, 916, 919, 954, 972,
];

/** Numbers 0100 to 0179 of every 555 exchange are clients', the rest the businesses'. */
const CLIENT_LINES = 80;
const CLIENTS_PER_AGENT = 60;

/** An area code by a running index, so that different seeds start in different places. */
export function areaCode(index: number): number {
  return AREA_CODES[index % AREA_CODES.length] ?? 201;
}

/** The agents and groups of an account. */
export function createTeam(seed: string | number, agents: number): Team {
  const random = createRandom(seed, "team");
  const groups = GROUP_NAMES.map((name) => ({ id: random.guid(), name }));
  const start = random.integer(0, LAST_NAMES.length - 1);
  return {
    groups,
    agents: Array.from({ length: agents }, (_, index): Agent => {
      const firstName = FIRST_NAMES[index % FIRST_NAMES.length] ?? "Ann";
      const lastName = LAST_NAMES[(start + index * 5) % LAST_NAMES.length] ?? "Abbott";
      const extension = String(101 + index);
      return {
        id: random.guid(),
        name: `${firstName} ${lastName}`,
        firstName,
        lastName,
        email: `${firstName.toLowerCase()}.${extension}@example.com`,
        extension,
        role: index === 0 ? "admin" : "user",
        groupId: random.pick(groups).id,
      };
    }),
  };
}

/** The people outside; a third of them has a name that the provider knows. */
export function createClients(seed: string | number, agents: number): readonly Client[] {
  const random = createRandom(seed, "clients");
  const start = random.integer(0, AREA_CODES.length - 1);
  const count = Math.min(AREA_CODES.length * CLIENT_LINES, CLIENTS_PER_AGENT * Math.max(1, agents));
  return Array.from({ length: count }, (_, index): Client => {
    const line = String(100 + ((index * 37) % CLIENT_LINES)).padStart(4, "0");
    return {
      phone: `+1${areaCode(start + Math.floor(index / CLIENT_LINES))}555${line}`,
      name: random.chance(0.35) ? clientName(random) : null,
    };
  });
}

function clientName(random: Random): string {
  return `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
}
