type LogLevel = "info" | "warn" | "error";
export type LogFields = Readonly<Record<string, unknown>>;

export type Logger = {
  /** `event` is a fixed name such as `sync_page_ingested`; what varies goes into the fields. */
  log(level: LogLevel, event: string, fields?: LogFields): void;
  /** A logger that adds these fields to each line. */
  with(fields: LogFields): Logger;
};

export type LoggerOptions = { write?: (line: string) => void; now?: () => Date; fields?: LogFields };

const REDACTED = "[redacted]";
const MAX_DEPTH = 6;
const SECRET_NAME =
  /apikey|userkey|clientid|secret|token|password|authorization|cookie|ciphertext|plaintext|credentials|^(?:iv|key|jwt|url|uri|link|headers?|body)$|(?:url|uri|link)$/;
// The query of an address is often a credential, and so is what stands before its @.
const QUERY = /\?[^\s?=]+=\S*/g;
const USER_INFO = /\/\/[^\s/@]+@/g;
const BEARER = /\b(bearer|basic)\s+[\w.~+/=-]+/gi;

/** Writes each event as one line of JSON. Secrets are replaced by their field's name and within texts. */
export function createLogger(options: LoggerOptions = {}): Logger {
  const { write = console.log, now = () => new Date(), fields: base = {} } = options;
  return {
    log(level, event, fields = {}) {
      const line = { at: now().toISOString(), level, event, ...redactObject({ ...base, ...fields }, 0) };
      write(JSON.stringify(line));
    },
    with: (fields) => createLogger({ ...options, fields: { ...base, ...fields } }),
  };
}

function redact(value: unknown, depth: number): unknown {
  if (typeof value === "string") return scrub(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MAX_DEPTH) return "[too deep]";
  if (value instanceof Error) return describeError(value, depth);
  if (value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return redactObject(value, depth + 1);
}

function redactObject(value: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, isSecretName(name) ? REDACTED : redact(item, depth)]),
  );
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.toLowerCase().replaceAll(/[^a-z]/g, ""));
}

// Errors of fetch quote the address, and the address of a recording is a credential.
function describeError(error: Error, depth: number): Record<string, unknown> {
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) };
  return { name: error.name, message: scrub(error.message), ...code, ...cause };
}

function scrub(text: string): string {
  return text
    .replace(QUERY, `?${REDACTED}`)
    .replace(USER_INFO, `//${REDACTED}@`)
    .replace(BEARER, `$1 ${REDACTED}`);
}
