/** The text of a body as UTF-8, or null as soon as it is longer than `maxBytes`. Never holds more than that. */
export async function readText(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  maxBytes: number,
): Promise<string | null> {
  if (body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let readBytes = 0;
  for await (const chunk of body) {
    readBytes += chunk.byteLength;
    if (readBytes > maxBytes) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
