import * as v from "valibot";
import type { ProviderErrorCode } from "../provider/error-messages.ts";
import { ProviderError } from "../provider/provider-error.ts";
import type { Answer } from "./exchange.ts";
import { text } from "./fields.ts";
import { retryAfterSeconds } from "./retry-after.ts";

const refusalSchema = v.object({
  error: text,
  errorCode: text,
  message: text,
  modelState: v.optional(v.fallback(v.record(v.string(), v.unknown()), {}), {}),
});

type Refusal = v.InferOutput<typeof refusalSchema>;

// Neither status nor body of the daily block is documented; no other refusal speaks of a day, and no denial of access
// of a limit.
const DAILY_LIMIT = /\b(?:daily|per day|24[ -]?h(?:ours?)?)\b|\b2,?500\b/i;
const LIMIT = /\b(?:limit|quota|too many|exceeded|throttled)\b/i;
const NAME = /^[a-z][\w.]{0,63}$/i;
const NOT_FOUND = /\bnot found\b/i;

/** Whether the provider denies the access token: a 401, or, in an older version, a 200 that says so. */
export function isTokenDenied(answer: Answer): boolean {
  return answer.status === 401 || /^authorization has been denied/i.test(refusalOf(answer).message ?? "");
}

/** The error that an answer stands for, which is no success. `nowMs` is epoch milliseconds. */
export function refusalError(answer: Answer, nowMs: number): ProviderError {
  const refusal = refusalOf(answer);
  const waits = answer.status === 429 || answer.status >= 500 || answer.status === 403;
  return new ProviderError(refusalCode(answer.status, refusal), {
    http_status: answer.status,
    detail: refusalDetail(answer.status, refusal),
    retry_after_seconds: waits
      ? retryAfterSeconds(answer.headers, refusal.message ?? answer.text, nowMs)
      : undefined,
  });
}

function refusalCode(status: number, refusal: Refusal): ProviderErrorCode {
  if (refusal.error === "invalid_client") return "invalid_credentials";
  if (refusal.errorCode === "TenantAccountRoleIssue") return "plan_without_api";
  if (isDailyLimit(status, refusal.message ?? "")) return "daily_limit";
  if (status === 429) return "rate_limited";
  if (status === 401 || status === 403) return "access_denied";
  if (status === 404 || (status === 400 && NOT_FOUND.test(refusal.message ?? ""))) return "not_found";
  if (status >= 500 || status === 408) return "provider_unavailable";
  if (status >= 300 && status < 400) return "invalid_response";
  return "request_rejected";
}

function isDailyLimit(status: number, message: string): boolean {
  if (status === 403) return LIMIT.test(message) || DAILY_LIMIT.test(message);
  return status === 429 && DAILY_LIMIT.test(message);
}

// Names of errors and of fields only: the provider's sentences may repeat what was sent.
function refusalDetail(status: number, refusal: Refusal): string {
  const names = [refusal.errorCode ?? refusal.error ?? "", ...Object.keys(refusal.modelState)];
  return [`HTTP ${status}`, ...names.filter((name) => NAME.test(name))].join(", ");
}

// Some answers are the bare word instead of an object, as JSON or as plain text.
function refusalOf(answer: Answer): Refusal {
  const word = typeof answer.body === "string" ? answer.body : answer.text.trim();
  const parsed = v.safeParse(refusalSchema, answer.body);
  if (parsed.success && !Array.isArray(answer.body)) return parsed.output;
  return { error: word === "invalid_client" ? word : null, errorCode: null, message: word, modelState: {} };
}
