import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exchange, withTimeout } from "./exchange.ts";

// Each test has a port of its own: fetch would reuse a connection to the server of the test before.
let port = 41_110;
let url: URL;
let server: Server | undefined;

async function serve(listener: RequestListener): Promise<void> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(port, "127.0.0.1", resolve));
}

beforeEach(() => {
  port += 1;
  url = new URL(`http://127.0.0.1:${port}/`);
});

afterEach(async () => {
  const running = server;
  server = undefined;
  running?.closeAllConnections();
  if (running) await new Promise((resolve) => running.close(resolve));
});

const transport = (timeoutMs = 2000, signal?: AbortSignal) => ({ fetch, timeoutMs, nowMs: Date.now, signal });

describe("one exchange over a real connection", () => {
  it("reads JSON", async () => {
    await serve((_, response) => response.end('{"a":1}'));
    expect(await exchange(transport(), url, {})).toMatchObject({ status: 200, body: { a: 1 } });
  });

  it.each<[string, RequestListener]>([
    ["an answer that never begins", () => undefined],
    ["an answer that stalls", (_, response) => response.write('{"a":')],
  ])("gives up on %s", async (_, listener) => {
    await serve(listener);
    await expect(exchange(transport(100), url, {})).rejects.toMatchObject({ code: "timeout" });
  });

  it.each<[string, RequestListener]>([
    ["before the answer", (request) => request.socket.destroy()],
    [
      "within the answer",
      (request, response) => {
        response.writeHead(200, { "content-length": 100 });
        response.write('{"a":', () => request.socket.destroy());
      },
    ],
  ])("notices a connection that is cut %s", async (_, listener) => {
    await serve(listener);
    await expect(exchange(transport(), url, {})).rejects.toMatchObject({ code: "connection_failed" });
  });

  it("notices that nobody listens", async () => {
    await expect(exchange(transport(), url, {})).rejects.toMatchObject({ code: "connection_failed" });
  });

  it("stops with the caller's own reason, which is no failure of the provider", async () => {
    await serve(() => undefined);
    const stop = new AbortController();
    const reason = new Error("the pass is over");
    setTimeout(() => stop.abort(reason), 50);
    await expect(exchange(transport(2000, stop.signal), url, {})).rejects.toBe(reason);
  });

  it("follows no redirect, which would carry the keys to another place", async () => {
    const visited: (string | undefined)[] = [];
    await serve((request, response) => {
      visited.push(request.url);
      response.writeHead(302, { location: "/elsewhere" }).end();
    });
    expect(await exchange(transport(), url, {})).toMatchObject({ status: 302 });
    expect(visited).toEqual(["/"]);
  });

  it("times the wait for a stream, and not the stream: audio plays longer than the timeout", async () => {
    await serve((_, response) => {
      response.write("begin");
      setTimeout(() => response.end(" end"), 300);
    });
    const response = await withTimeout(transport(150), (signal) => fetch(url, { signal }));
    expect(await response.text()).toBe("begin end");
  });
});
