import type { RecordingRequest } from "../provider/provider.ts";
import { ProviderError } from "../provider/provider-error.ts";
import type { RecordingSource } from "../provider/rows.ts";
import { type Transport, withTimeout } from "./exchange.ts";
import type { MightyCallHosts } from "./hosts.ts";
import { limitBytes } from "./limit-bytes.ts";
import { recordingUrl } from "./recording-url.ts";
import { retryAfterSeconds } from "./retry-after.ts";

const MAX_REDIRECTS = 3;
const AUDIO = /^(?:audio\/[\w.+-]+|application\/octet-stream)\s*(?:;|$)/i;
const BYTE_RANGE = /^bytes=(?:\d+-\d*|-\d+)$/;
const SAFE_HEADERS = ["content-type", "content-length", "content-range", "accept-ranges"];

export type RecordingOptions = {
  readonly hosts: MightyCallHosts;
  readonly transport: Transport;
  /** The most bytes that one answer may have. */
  readonly maxBytes: number;
};

/**
 * Opens the audio of a recording. Its address is the credential: no token and no key goes along. Each address, that of
 * a redirect too, must be on the list of allowed hosts. The timeout covers the wait for the first byte only.
 * @returns 200, 206 or 416, with headers that are safe to hand on.
 * @throws ProviderError recording_not_available, recording_blocked, recording_too_large, or one of the network.
 */
export async function openRecording(
  options: RecordingOptions,
  source: RecordingSource,
  request: RecordingRequest,
): Promise<Response> {
  if (source.url === null) throw new ProviderError("recording_not_available");
  const response = await follow(options, recordingUrl(options.hosts, source.url), request);
  try {
    return handOn(response, request, options);
  } catch (error) {
    await response.body?.cancel();
    throw error;
  }
}

async function follow(options: RecordingOptions, first: URL, request: RecordingRequest): Promise<Response> {
  let url = first;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await send(options.transport, url, request);
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    url = recordingUrl(options.hosts, location, url);
  }
  throw new ProviderError("recording_not_available", { detail: "it redirects too often" });
}

async function send(transport: Transport, url: URL, request: RecordingRequest): Promise<Response> {
  const { fetch } = transport;
  // A compressed answer would make the byte ranges and the length wrong.
  const headers = new Headers({
    accept: "audio/*, application/octet-stream",
    "accept-encoding": "identity",
  });
  if (request.range !== null && BYTE_RANGE.test(request.range)) headers.set("range", request.range);
  const { method } = request;
  return await withTimeout(transport, (signal) =>
    fetch(url, { method, headers, redirect: "manual", signal }),
  );
}

function handOn(response: Response, request: RecordingRequest, options: RecordingOptions): Response {
  const { status, headers } = response;
  if (status === 429) {
    const retry_after_seconds = retryAfterSeconds(headers, "", options.transport.nowMs());
    throw new ProviderError("rate_limited", { http_status: status, retry_after_seconds });
  }
  if (status >= 500) throw new ProviderError("provider_unavailable", { http_status: status });
  if (status !== 200 && status !== 206 && status !== 416) {
    throw new ProviderError("recording_not_available", { http_status: status });
  }
  if (status !== 416 && !AUDIO.test(headers.get("content-type") ?? "")) {
    throw new ProviderError("recording_not_available", { detail: "something else came instead of audio" });
  }
  if (Number(headers.get("content-length")) > options.maxBytes)
    throw new ProviderError("recording_too_large");
  const body = request.method === "HEAD" ? null : response.body;
  return new Response(body && limitBytes(body, options.maxBytes), { status, headers: safeHeaders(headers) });
}

function safeHeaders(headers: Headers): Headers {
  return new Headers([...headers].filter(([name]) => SAFE_HEADERS.includes(name)));
}
