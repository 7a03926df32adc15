import { cleanText } from "./text.ts";

const SEPARATORS = /[\s().-]/g;
const INTERNATIONAL = /^\+[1-9]\d{6,14}$/;
const NORTH_AMERICAN = /^1?[2-9]\d{9}$/;

/**
 * A phone number as E.164. Ten digits, or eleven with a leading 1, are North American, as the provider writes them;
 * every other country needs its +. What is no such number (a short code, an extension, "Anonymous") stays as it is.
 */
export function normaliseNumber(value: unknown): string | null {
  const text = cleanText(value);
  if (text === null) return null;
  const compact = text.replace(SEPARATORS, "");
  if (INTERNATIONAL.test(compact)) return compact;
  if (NORTH_AMERICAN.test(compact)) return `+1${compact.slice(-10)}`;
  return text;
}
