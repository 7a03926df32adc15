import { writeInstant } from "./instant.ts";
import type { Agent, Client, Team } from "./people.ts";
import type { Random } from "./random.ts";
import type { Dated } from "./timeline.ts";

/** A text message as it truly was. */
export interface Message extends Dated {
  /** 24 hexadecimal digits. */
  readonly id: string;
  readonly requestGuid: string;
  readonly created: string;
  readonly origin: "inbound" | "outbound";
  readonly clientPhone: string;
  readonly businessNumber: string;
  readonly text: string;
  readonly deliveryStatus: "unspecified" | "sent" | "notSent";
  readonly read: boolean;
  /** Who wrote an outbound message. */
  readonly agent: Agent | null;
  readonly attachmentFileNames: readonly string[];
}

/** What the messages of an account are made of. */
interface MessageScene {
  readonly team: Team;
  readonly clients: readonly Client[];
  /** The numbers that may text. */
  readonly numbers: readonly string[];
}

const INBOUND_TEXTS = [
  "Is my order ready?",
  "Can I move my appointment to Thursday?",
  "Thanks, see you then!",
  "What are your opening hours?",
  "I'm running ten minutes late.",
  "Please call me back when you can",
  "¿Tienen cita para mañana? 🙂",
  'Could you send me the "quote", please?',
];

const OUTBOUND_TEXTS = [
  "Your appointment is confirmed for tomorrow at 10:30.",
  "Hi! We tried to reach you. Call us any time before 6 pm.",
  "Your documents are ready to be picked up.",
  "Thank you for your visit. How did we do?",
  "We have an opening on Thursday at 2 pm. Shall I book it?",
];

const CONVERSATIONS = 40;

/** What may be laid down about a message; the instant comes from `created` where it is given. */
export type KnownMessage = Partial<Omit<Message, "atMs">>;

/** One message at an instant, made up where `known` is silent. */
export function createMessage(
  scene: MessageScene,
  random: Random,
  atMs: number,
  known: KnownMessage = {},
): Message {
  const instant = writeInstant(random, atMs);
  const isInbound = scene.team.agents.length === 0 || random.chance(0.55);
  const conversation = random.integer(0, Math.min(CONVERSATIONS, scene.clients.length) - 1);
  const client = scene.clients[conversation] ?? random.pick(scene.clients);
  return {
    id: random.hexadecimal(24),
    requestGuid: random.guid(),
    created: instant.written,
    origin: isInbound ? "inbound" : "outbound",
    clientPhone: client.phone,
    businessNumber: scene.numbers[conversation % scene.numbers.length] ?? random.pick(scene.numbers),
    text: random.pick(isInbound ? INBOUND_TEXTS : OUTBOUND_TEXTS),
    deliveryStatus: isInbound ? "unspecified" : random.chance(0.96) ? "sent" : "notSent",
    read: !isInbound || random.chance(0.8),
    agent: isInbound ? null : random.pick(scene.team.agents),
    attachmentFileNames: isInbound && random.chance(0.06) ? ["photo.jpg"] : [],
    ...known,
    atMs: known.created === undefined ? instant.atMs : Date.parse(known.created),
  };
}
