import { readText } from "../http/read-text.ts";
import { ProviderError } from "../provider/provider-error.ts";
import type { ProviderTransport } from "../provider/provider-setup.ts";

const ANSWER_MAX_BYTES = 32 * 1024 * 1024;

export type Transport = ProviderTransport;

/** `body` is the parsed JSON; undefined when `text` is no JSON (HTML, nothing, or a cut-off answer). */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
};

/**
 * Sends one request and reads the whole answer, within the timeout.
 * Redirects are not followed: credentials go to the host they are meant for and to no other.
 * @throws ProviderError timeout, connection_failed or invalid_response; the reason of `transport.signal` if it fired.
 */
export async function exchange(transport: Transport, url: URL, init: RequestInit): Promise<Answer> {
  return await withTimeout(transport, async (signal) => {
    const { fetch } = transport;
    const response = await fetch(url, { ...init, redirect: "manual", signal });
    const text = await readText(response.body, ANSWER_MAX_BYTES);
    if (text === null) throw new ProviderError("invalid_response", { detail: "the answer is too large" });
    return { status: response.status, headers: response.headers, text, body: parseJson(text) };
  });
}

/**
 * Runs requests under one timeout, with failures of the network turned into ProviderError. What `run` has handed back
 * by then (a stream that goes on) is no longer under the timeout.
 */
export async function withTimeout<T>(
  transport: Transport,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), transport.timeoutMs);
  const stop = transport.signal;
  try {
    return await run(stop ? AbortSignal.any([timeout.signal, stop]) : timeout.signal);
  } catch (cause) {
    if (cause instanceof ProviderError) throw cause;
    if (stop?.aborted) throw stop.reason;
    throw new ProviderError(timeout.signal.aborted ? "timeout" : "connection_failed", { cause });
  } finally {
    clearTimeout(timer);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
