import { type Answer, html, json, unauthorized } from "../http/answer.ts";
import type { Fault } from "./fault.ts";

/** How the sending of an answer goes wrong. */
interface Delivery {
  readonly delayMs: number;
  readonly cutsConnection: boolean;
}

/** The answer that a request gets instead of a real one, if one of its faults says so. */
export function substituteAnswer(faults: readonly Fault[], nowMs: number): Answer | undefined {
  for (const fault of faults) {
    if (fault.kind === "unauthorized_once") return unauthorized();
    if (fault.kind === "rate_limited") return rateLimited(fault, nowMs);
    if (fault.kind === "server_error") return json(500, { message: "An error has occurred." });
    if (fault.kind === "html" || fault.kind === "html_audio") return html(200, LOGIN_PAGE);
  }
  return undefined;
}

/** The real answer as its faults leave it. */
export function damageAnswer(faults: readonly Fault[], answer: Answer): Answer {
  return faults.some(({ kind }) => kind === "truncated_json")
    ? { ...answer, body: answer.body.subarray(0, Math.floor(answer.body.length / 2)) }
    : answer;
}

export function deliveryOf(faults: readonly Fault[]): Delivery {
  return {
    delayMs: faults.reduce((sum, fault) => (fault.kind === "slow" ? sum + fault.milliseconds : sum), 0),
    cutsConnection: faults.some(({ kind }) => kind === "cut_connection"),
  };
}

const LOGIN_PAGE =
  "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form>Sign in to continue</form></body></html>";

function rateLimited(fault: Extract<Fault, { kind: "rate_limited" }>, nowMs: number): Answer {
  const seconds = fault.retryAfterSeconds ?? 30;
  switch (fault.hint ?? "text") {
    case "header":
      return json(429, { message: "Too many requests." }, { "retry-after": String(seconds) });
    case "text": {
      const until = new Date(nowMs + seconds * 1000).toISOString().slice(0, 19);
      return json(429, { message: `Too many requests. Retry after ${until} UTC` });
    }
    case "none":
      return json(429, { message: "Too many requests." });
  }
}
