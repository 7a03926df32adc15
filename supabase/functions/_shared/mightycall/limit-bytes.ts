import { ProviderError } from "../provider/provider-error.ts";

/** The same stream, which breaks off with recording_too_large once more than `maxBytes` have passed. */
export function limitBytes(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  maxBytes: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let passedBytes = 0;
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      passedBytes += chunk.byteLength;
      if (passedBytes > maxBytes) controller.error(new ProviderError("recording_too_large"));
      else controller.enqueue(chunk);
    },
  });
  return stream.pipeThrough(counter);
}
