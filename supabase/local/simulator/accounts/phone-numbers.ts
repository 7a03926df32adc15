import { areaCode } from "./people.ts";
import { createRandom, type Random } from "./random.ts";

/** A business number of an account. */
export interface PhoneNumber {
  readonly number: string;
  readonly label: string | null;
  readonly description: string | null;
  readonly objectGuid: string;
  readonly isEnabled: boolean;
  readonly isPrimary: boolean;
  readonly isTollFree: boolean;
  readonly smsMode: "Enabled" | "Capable" | "Disabled";
  readonly callRecordingMode: string;
  /** ISO 8601 with 7 fraction digits, or null while the account has the number. */
  readonly whenDeleted: string | null;
}

/** The numbers that an account starts with. */
interface NumberPlan {
  readonly active: readonly PhoneNumber[];
  readonly deleted: readonly PhoneNumber[];
  /** A number that calls were made on and that no answer lists any more. */
  readonly historyOnly: string;
}

const LABELS = ["Main line", "Sales", "Support", "Front desk", "Billing", "After hours", "Marketing"];
const FIRST_BUSINESS_LINE = 180;
const BUSINESS_LINES = 20;

/** The numbers of an account: `count` in use, one deleted shortly before `historyEndsAtMs`, one known from history. */
export function createNumberPlan(seed: string | number, count: number, historyEndsAtMs: number): NumberPlan {
  const random = createRandom(seed, "numbers");
  const start = random.integer(0, 29);
  const numberAt = (index: number) => {
    const line = String(FIRST_BUSINESS_LINE + (index % BUSINESS_LINES)).padStart(4, "0");
    return `+1${areaCode(start + Math.floor(index / BUSINESS_LINES))}555${line}`;
  };
  const active = Array.from({ length: count }, (_, index): PhoneNumber => {
    const isTollFree = count >= 4 && index === count - 1;
    return createPhoneNumber(random, {
      number: isTollFree ? numberAt(index).replace(/^\+1\d{3}/, "+1888") : numberAt(index),
      label: index < LABELS.length ? (LABELS[index] ?? null) : null,
      isPrimary: index === 0,
      isTollFree,
      smsMode: index === 0 ? "Enabled" : random.pick(["Enabled", "Enabled", "Capable", "Disabled"]),
    });
  });
  const deletedAtMs = historyEndsAtMs - random.integer(1, 72) * 3_600_000;
  return {
    active,
    deleted: [
      createPhoneNumber(random, {
        number: numberAt(count),
        label: "Old office",
        isEnabled: false,
        whenDeleted: ticks(deletedAtMs),
      }),
    ],
    historyOnly: numberAt(count + 1),
  };
}

/** A number with the usual properties where `known` is silent. */
export function createPhoneNumber(
  random: Random,
  known: Partial<PhoneNumber> & { readonly number: string },
): PhoneNumber {
  return {
    label: null,
    description: null,
    objectGuid: random.guid(),
    isEnabled: true,
    isPrimary: false,
    isTollFree: false,
    smsMode: "Enabled",
    callRecordingMode: random.pick(["Both", "Both, OutgoingBeepDisabled"]),
    whenDeleted: null,
    ...known,
  };
}

/** An instant as the provider writes it on deleted numbers, with seven fraction digits. */
export function ticks(atMs: number): string {
  return new Date(atMs).toISOString().replace("Z", "0000Z");
}
