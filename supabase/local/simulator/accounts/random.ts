/**
 * A small seeded generator (sfc32 over a hash of its seed parts): the same parts give the same sequence on every
 * machine, which is what makes a simulated account the same after a restart.
 */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [least, most]. */
  integer(least: number, most: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One item of a list that is not empty. */
  pick<T>(items: readonly T[]): T;
  /** `length` lower-case hexadecimal digits. */
  hexadecimal(length: number): string;
  /** A version 4 GUID. */
  guid(): string;
}

function hash(text: string, start: number): number {
  let value = start;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x9e3779b1);
    value ^= value >>> 15;
  }
  return value | 0;
}

/** A generator for a seed made of any number of parts. */
export function createRandom(...seed: readonly (string | number)[]): Random {
  const text = seed.join("\u0000");
  let a = hash(text, 0x243f6a88);
  let b = hash(text, 0x13198a2e);
  let c = hash(text, 0x03707344);
  let counter = 1;

  function bits(): number {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  }

  for (let round = 0; round < 12; round++) bits();

  const next = () => bits() / 0x1_0000_0000;
  const integer = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const chance = (probability: number) => next() < probability;

  function hexadecimal(length: number): string {
    let digits = "";
    while (digits.length < length) digits += bits().toString(16).padStart(8, "0");
    return digits.slice(0, length);
  }

  function pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(next() * items.length)];
    if (item === undefined) throw new Error("There is nothing to pick from.");
    return item;
  }

  function guid(): string {
    const digits = hexadecimal(32);
    const variant = "89ab"[Number.parseInt(digits.charAt(16), 16) & 3] ?? "8";
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
  }

  return { next, integer, chance, pick, hexadecimal, guid };
}
