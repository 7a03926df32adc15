/** The same request with other headers or another body; bodies stay streams. */
export function rebuilt(
  request: Request,
  change: { headers?: Headers; body?: ReadableStream<Uint8Array> },
): Request {
  const init: RequestInit & { duplex: "half" } = {
    method: request.method,
    headers: change.headers ?? request.headers,
    body: change.body ?? request.body,
    signal: request.signal,
    duplex: "half",
  };
  return new Request(request.url, init);
}
