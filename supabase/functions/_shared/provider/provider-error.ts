import { ERROR_TEXTS, type ErrorClass, type ProviderErrorCode } from "./error-messages.ts";

export type ProviderErrorOptions = {
  /** Names what was wrong (a field, a size). It is shown to people: never a value that came from outside. */
  detail?: string | undefined;
  retry_after_seconds?: number | undefined;
  http_status?: number | undefined;
  cause?: unknown;
};

/** A failure of the provider, in words for people, with what to do about it. Holds nothing secret. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly code: ProviderErrorCode;
  readonly error_class: ErrorClass;
  readonly hint: string;
  readonly retry_after_seconds: number | undefined;
  readonly http_status: number | undefined;

  constructor(code: ProviderErrorCode, options: ProviderErrorOptions = {}) {
    const { error_class, message, hint } = ERROR_TEXTS[code];
    const detail = options.detail === undefined ? "" : ` (${options.detail})`;
    super(`${message.slice(0, -1)}${detail}.`, { cause: options.cause });
    this.code = code;
    this.error_class = error_class;
    this.hint = hint;
    this.retry_after_seconds = options.retry_after_seconds;
    this.http_status = options.http_status;
  }
}

/** Whether an error is the provider's, with this code. */
export function isProviderError(error: unknown, code: ProviderErrorCode): error is ProviderError {
  return error instanceof ProviderError && error.code === code;
}
