import type { Random } from "./random.ts";

/** An instant and the way it is written: the provider writes `Z` or `+00:00`, with 0 to 7 fraction digits. */
interface WrittenInstant {
  readonly atMs: number;
  readonly written: string;
}

/** Writes an instant in one of the provider's forms; fewer than three digits also make the instant itself coarser. */
export function writeInstant(random: Random, atMs: number): WrittenInstant {
  const digits = random.chance(0.6) ? 3 : random.integer(0, 7);
  const zone = random.chance(0.7) ? "+00:00" : "Z";
  const grainMs = digits >= 3 ? 1 : 10 ** (3 - digits);
  const exactMs = Math.floor(atMs / grainMs) * grainMs;
  const iso = new Date(exactMs).toISOString();
  const milliseconds = iso.slice(20, 23);
  const finer = digits > 3 ? String(random.integer(0, 10 ** (digits - 3) - 1)).padStart(digits - 3, "0") : "";
  const fraction =
    digits === 0 ? "" : `.${digits <= 3 ? milliseconds.slice(0, digits) : milliseconds + finer}`;
  return { atMs: exactMs, written: `${iso.slice(0, 19)}${fraction}${zone}` };
}
