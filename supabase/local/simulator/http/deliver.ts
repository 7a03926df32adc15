import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";

/** Sends an answer in full; to HEAD, its headers alone. */
export function deliver(response: ServerResponse, method: string, answer: Answer): void {
  response.writeHead(answer.status, { ...answer.headers, "content-length": answer.body.length });
  response.end(method === "HEAD" ? undefined : answer.body);
}

/** Sends the headers and half of the body, then ends the connection. */
export function deliverHalf(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { ...answer.headers, "content-length": answer.body.length });
  response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), () => response.destroy());
}
