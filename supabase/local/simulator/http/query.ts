/** A query string whose parameter names are matched without case, as the provider does. */
export interface Query {
  get(name: string): string | undefined;
  /** Every value of a parameter, comma-joined ones taken apart. */
  list(name: string): readonly string[];
  /** The names as they were sent. */
  readonly names: readonly string[];
}

export function createQuery(parameters: URLSearchParams): Query {
  const pairs = [...parameters];
  const all = (name: string) =>
    pairs.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return {
    get: (name) => all(name)[0],
    list: (name) => all(name).flatMap((value) => value.split(",")),
    names: [...new Set(pairs.map(([key]) => key))],
  };
}

const LARGEST_INT32 = 2_147_483_647;
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(?:\.\d{1,7})?(Z|[+-]\d\d:\d\d)?$/i;

/** A whole number of at least `least`, within 32 bits; undefined when the text is anything else. */
export function parseInteger(text: string, least: number): number | undefined {
  if (!/^\d+$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= LARGEST_INT32 ? value : undefined;
}

/**
 * A date and time in milliseconds since 1970; undefined when the text is not one. Without a zone it is UTC, unless
 * `zoneRequired`. A `+00:00` that was not encoded arrives with a space and is refused.
 */
export function parseDateTime(text: string, options: { readonly zoneRequired: boolean }): number | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null || (options.zoneRequired && match[4] === undefined)) return undefined;
  const daysInMonth = new Date(Date.UTC(Number(match[1]), Number(match[2]), 0)).getUTCDate();
  if (Number(match[3]) > daysInMonth) return undefined;
  const atMs = Date.parse(match[4] === undefined ? `${text}Z` : text);
  return Number.isNaN(atMs) ? undefined : atMs;
}

/** The entry of `allowed` that equals the text but for case. */
export function parseEnum<Value extends string>(text: string, allowed: readonly Value[]): Value | undefined {
  return allowed.find((value) => value.toLowerCase() === text.toLowerCase());
}
