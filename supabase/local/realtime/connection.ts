import type { WebSocket } from "ws";
import { decodeFrame, encodeFrame, type Frame, type ProtocolVersion } from "./frame.ts";
import { Session, type SessionServices } from "./session.ts";

/** A client that doesn't read loses its connection when this much waits for it. */
const maxUnsentBytes = 1024 * 1024;

/** The codes of https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const invalidData = 1007;

export type ConnectionOptions = SessionServices & {
  socket: WebSocket;
  version: ProtocolVersion;
  /** A connection on which nothing arrives for this long is dead; clients send a heartbeat every 25 seconds. */
  heartbeatTimeoutMs: number;
};

/** Serves one WebSocket. Resolves when it is closed and nothing that it asked for is still under way. */
export function serveConnection(options: ConnectionOptions): Promise<void> {
  const { socket, version, heartbeatTimeoutMs } = options;
  const session = new Session(options, send);
  const alive = setTimeout(() => socket.terminate(), heartbeatTimeoutMs);
  let work = Promise.resolve();

  function send(frame: Frame): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > maxUnsentBytes) socket.terminate();
    else socket.send(encodeFrame(frame, version));
  }

  socket.on("message", (data, isBinary) => {
    alive.refresh();
    // Always a Buffer: the socket's binaryType is ws's default, "nodebuffer".
    const frame = decodeFrame(data as Buffer, isBinary, version);
    if (frame === undefined) return socket.close(invalidData, "Malformed message");
    work = work.then(() => session.handle(frame));
  });
  // A broken or oversized frame: ws itself closes the socket with the fitting code.
  socket.on("error", () => {});
  return new Promise((resolve) => {
    socket.on("close", () => {
      clearTimeout(alive);
      session.end();
      work.then(resolve);
    });
  });
}
