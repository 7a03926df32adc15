import { rebuilt } from "./request.ts";
import { jsonResponse } from "./responses.ts";

/** More than any page of rows that the product writes, far less than would hurt a laptop. */
export const maxBodyBytes = 10 * 1024 * 1024;

/** Refuses a body that says it is too large, and cuts off one that turns out to be. */
export function limitBody(request: Request): Request | Response {
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) {
    return jsonResponse(413, { message: `The request is larger than ${maxBodyBytes} bytes` });
  }
  if (request.body === null || request.headers.has("content-length")) return request;
  let bytes = 0;
  const counted = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > maxBodyBytes) controller.error(new Error("The request is too large"));
        else controller.enqueue(chunk);
      },
    }),
  );
  return rebuilt(request, { body: counted });
}
