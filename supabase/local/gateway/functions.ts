import type { StackKeys } from "../keys.ts";
import { bearerToken } from "./caller.ts";
import { jsonResponse } from "./responses.ts";
import { signWithKeyId, verifyToken } from "./tokens.ts";

/** Where a function listens, once it does; undefined when there is none of that name. */
export type FunctionAddress = (name: string) => Promise<string> | undefined;

/** The platform's limit for a request that gets no answer. */
const idleTimeoutMs = 150_000;

/**
 * Passes a request under /functions/v1/<name> on to the function, which checks its caller itself. Bodies are streamed
 * both ways, and a caller who leaves ends the work.
 */
export async function forwardToFunction(
  request: Request,
  keys: StackKeys,
  address: FunctionAddress,
): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.slice("/functions/v1".length);
  const origin = address(path.split("/")[1] ?? "");
  if (origin === undefined) {
    return jsonResponse(404, { code: "NOT_FOUND", message: "Requested function was not found" });
  }
  const answered = new AbortController();
  const timer = setTimeout(() => answered.abort(), idleTimeoutMs);
  try {
    return await fetch(`${await origin}${path}${url.search}`, {
      method: request.method,
      headers: await forwardedHeaders(request, keys),
      body: request.body,
      redirect: "manual",
      signal: AbortSignal.any([request.signal, answered.signal]),
      ...(request.body === null ? {} : { duplex: "half" }),
    });
  } catch {
    return answered.signal.aborted
      ? jsonResponse(504, { code: "IDLE_TIMEOUT", message: "The function did not answer within 150 seconds" })
      : jsonResponse(503, { code: "BOOT_ERROR", message: "Function failed to start (please check logs)" });
  } finally {
    clearTimeout(timer);
  }
}

async function forwardedHeaders(request: Request, keys: StackKeys): Promise<Headers> {
  const headers = new Headers(request.headers);
  for (const name of ["host", "connection", "content-length", "transfer-encoding"]) headers.delete(name);
  // What a function compresses would be unpacked here and no longer fit its headers.
  headers.set("accept-encoding", "identity");
  const token = bearerToken(request);
  if (token !== undefined) {
    const check = await verifyToken(token, keys.jwtSecret);
    if (check.kind === "valid") {
      headers.set("authorization", `Bearer ${await signWithKeyId(check.claims, keys.jwtSecret)}`);
    }
  }
  return headers;
}
