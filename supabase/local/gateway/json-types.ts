type JsonType = {
  to: number;
  from: number[];
  serialize: (value: unknown) => string;
  parse: (text: string) => unknown;
};

/**
 * Lite hands JSON over as text that is ready in some places (a function's argument, a user's metadata) and as plain
 * values in others; text that is JSON already must not be quoted once more.
 */
export const jsonText: Record<string, JsonType> = {
  json: { to: 114, from: [114], serialize: asJsonText, parse: (text) => JSON.parse(text) },
  jsonb: { to: 3802, from: [3802], serialize: asJsonText, parse: (text) => JSON.parse(text) },
};

/**
 * How values look in an answer where lite passes Postgres's own text on: PostgREST writes times as ISO 8601 and
 * numerics as numbers.
 */
export const answerTypes: Record<string, JsonType> = {
  timestamp: { to: 1114, from: [1114], serialize: String, parse: isoTimestamp },
  timestamptz: { to: 1184, from: [1184], serialize: String, parse: isoTimestamp },
  numeric: { to: 1700, from: [1700], serialize: String, parse: jsonNumber },
};

/** `2026-01-01 10:00:00.5+00` becomes `2026-01-01T10:00:00.5+00:00`. */
export function isoTimestamp(text: string): string {
  return text.replace(" ", "T").replace(/([+-]\d{2})$/, "$1:00");
}

function jsonNumber(text: string): string | number {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

function asJsonText(value: unknown): string {
  return typeof value === "string" && isJson(value) ? value : JSON.stringify(value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
