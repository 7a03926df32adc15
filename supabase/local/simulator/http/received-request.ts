import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

const LARGEST_BODY_BYTES = 4 * 1024 * 1024;

/** A request that has arrived in full. */
export interface ReceivedRequest {
  readonly method: string;
  /** As it was sent, still percent-encoded. */
  readonly path: string;
  /** As it was sent, from the question mark on; empty without one. */
  readonly search: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** @throws Error when the body is larger than 4 MiB. */
export async function receive(message: IncomingMessage): Promise<ReceivedRequest> {
  const target = message.url ?? "/";
  const mark = target.indexOf("?");
  const search = mark < 0 ? "" : target.slice(mark);
  return {
    method: message.method ?? "GET",
    path: mark < 0 ? target : target.slice(0, mark),
    search,
    query: new URLSearchParams(search),
    headers: message.headers,
    body: await readBody(message),
  };
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > LARGEST_BODY_BYTES) throw new Error("The body of the request is too large.");
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}
