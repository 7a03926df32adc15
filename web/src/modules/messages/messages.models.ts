import * as v from "valibot";
import { isId } from "~/lib/is-id.ts";
import { type Period, type PeriodParams, parsePeriod, periodParams, periodRange } from "~/lib/period.ts";
import { formatPhoneNumber } from "~/lib/phone-number.ts";
import type { Enums, Tables } from "~/lib/supabase.ts";
import type { Day } from "~/lib/time-zone.ts";

export type Message = Tables["sms_messages"]["Row"];

/** What makes a conversation: the outside party's number and the business number, each null where it is unknown. */
export interface ThreadKey {
  phoneNumberId: string | null;
  counterpart: string | null;
}

export interface MessageThread extends ThreadKey {
  /** Its key as an address names it. */
  id: string;
  counterpartName: string | null;
  /** The latest message that the filters leave; in a search, the latest that matches. */
  lastMessageId: string;
  lastSentAt: string;
  lastBody: string | null;
  lastDirection: Enums["call_direction"];
  /** How many messages the filters leave, whether a search finds them or not. */
  messageCount: number;
}

/** A conversation as an address names it: "<number's id>~<counterpart>", a part being empty where it is unknown. */
export function threadParam({ phoneNumberId, counterpart }: ThreadKey): string {
  return `${phoneNumberId ?? ""}~${counterpart ?? ""}`;
}

/** The conversation that an address names; undefined when it names none or makes no sense. */
export function parseThreadParam(param: unknown): ThreadKey | undefined {
  if (typeof param !== "string") return undefined;
  const divide = param.indexOf("~");
  const phoneNumberId = param.slice(0, Math.max(divide, 0));
  if (divide === -1 || (phoneNumberId !== "" && !isId(phoneNumberId))) return undefined;
  return { phoneNumberId: phoneNumberId || null, counterpart: param.slice(divide + 1) || null };
}

/** Seen from the company: received or sent. */
export type MessageDirection = "inbound" | "outbound";

/** "all" and an empty text mean that the filter is off. The names are those of the call log's filters. */
export interface MessageFilters {
  period: Period;
  direction: MessageDirection | "all";
  phoneNumberId: string;
  extension: string;
  search: string;
}

export function parseMessageFilters(params: Record<string, unknown>): MessageFilters {
  const { direction, number, extension, q } = params;
  return {
    period: parsePeriod(params),
    direction: direction === "inbound" || direction === "outbound" ? direction : "all",
    phoneNumberId: isId(number) ? number : "all",
    extension: typeof extension === "string" ? extension.trim() : "",
    search: typeof q === "string" ? q.trim() : "",
  };
}

export interface MessageParams extends PeriodParams {
  direction: string | undefined;
  number: string | undefined;
  extension: string | undefined;
  q: string | undefined;
}

/** The address parameters of filters; undefined, so absent, for those that are off. */
export function messageParams(filters: MessageFilters): MessageParams {
  const { period, direction, phoneNumberId, extension, search } = filters;
  return {
    ...periodParams(period),
    direction: direction === "all" ? undefined : direction,
    number: phoneNumberId === "all" ? undefined : phoneNumberId,
    extension: extension || undefined,
    q: search || undefined,
  };
}

/** The address of the conversations under filters. `more` adds what isn't a filter. */
export function messagesHref(filters: MessageFilters, more: Record<string, string | undefined> = {}): string {
  const params = Object.entries({ ...messageParams(filters), ...more });
  const present = params.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return present.length > 0 ? `/sms?${new URLSearchParams(present)}` : "/sms";
}

/** Whether a filter besides the period is on. */
export function isFiltered({ period: _period, ...others }: MessageFilters): boolean {
  return Object.values(others).some((value) => value !== "all" && value !== "");
}

/** One condition of a PostgREST query. */
export interface MessageCondition {
  column: "sent_at" | "direction" | "agent_extension";
  operator: "eq" | "gte" | "lt";
  value: string;
}

/** The conditions that filters put on the messages of a conversation. A search finds conversations, not parts of them. */
export function messageConditions(filters: MessageFilters, timeZone: string, today: Day): MessageCondition[] {
  const { start, end } = periodRange(filters.period, timeZone, today);
  const conditions: (MessageCondition | false)[] = [
    { column: "sent_at", operator: "gte", value: start },
    { column: "sent_at", operator: "lt", value: end },
    filters.direction !== "all" && { column: "direction", operator: "eq", value: filters.direction },
    filters.extension !== "" && { column: "agent_extension", operator: "eq", value: filters.extension },
  ];
  return conditions.filter((condition) => condition !== false);
}

/** A list of one text in PostgREST's language. Only in a list can it be quoted, so that "+1555" stays a text. */
export function quotedList(text: string): string {
  return `("${text.replace(/["\\]/g, "\\$&")}")`;
}

/** The outside party: a name with the number beside it, or the number alone. */
export function contactNames(name: string | null, counterpart: string | null) {
  const number = counterpart === null ? null : formatPhoneNumber(counterpart);
  const title = name ?? number ?? "Unknown contact";
  return { title, detail: title === number ? null : number };
}

export interface Delivery {
  label: string;
  icon: "check" | "alert" | null;
}

const deliveries: Record<string, Delivery> = {
  sent: { label: "Sent", icon: "check" },
  not_sent: { label: "Not sent", icon: "alert" },
};

/** What is known about the delivery of a message; null for one that was received, where there is nothing to tell. */
export function deliveryOf({ direction, status }: Pick<Message, "direction" | "status">): Delivery | null {
  if (direction === "inbound") return null;
  if (status === null) return { label: "Delivery unknown", icon: null };
  // A word that isn't known yet is shown as MightyCall says it.
  const words = status.replaceAll("_", " ");
  return deliveries[status] ?? { label: words.charAt(0).toUpperCase() + words.slice(1), icon: null };
}

const attachments = v.array(
  v.object({
    file_name: v.optional(v.nullable(v.string()), null),
    size_bytes: v.optional(v.nullable(v.number()), null),
    is_image: v.optional(v.nullable(v.boolean()), null),
  }),
);

export type Attachment = v.InferOutput<typeof attachments>[number];

/** What was attached to a message. */
export function attachmentsOf(message: Pick<Message, "attachments">): Attachment[] {
  return v.parse(attachments, message.attachments);
}

const sizeUnits = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** 48213 → "48 kB", in the browser's locale. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(sizeUnits.length - 1, Math.floor(Math.log10(bytes) / 3));
  const format = new Intl.NumberFormat(undefined, {
    style: "unit",
    unit: sizeUnits[step] ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: bytes < 10 * 1000 ** step && step > 0 ? 1 : 0,
  });
  return format.format(bytes / 1000 ** step);
}
