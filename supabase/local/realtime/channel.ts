import type { Caller } from "./caller.ts";
import type { Broadcast, Subscriber } from "./subscriptions.ts";

/** Node fires at once for a longer timeout than this. */
const longestTimeoutMs = 2 ** 31 - 1;

export type ChannelOptions = {
  /** The topic as policies see it, without the protocol's `realtime:`. */
  topic: string;
  joinRef: string | null;
  token: string | undefined;
  caller: Caller;
  /** Whether the sender hears its own broadcasts, and whether it is told that they were sent. */
  broadcast: { self: boolean; ack: boolean };
  push: (event: string, payload: unknown) => void;
  onEnd: () => void;
};

/** A private channel that a client has joined. It ends when the client leaves, or by itself when the token expires. */
export class Channel implements Subscriber {
  readonly topic: string;
  readonly joinRef: string | null;
  readonly broadcast: ChannelOptions["broadcast"];
  token: string | undefined;
  caller: Caller;
  #push: ChannelOptions["push"];
  #onEnd: () => void;
  #expiry: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(options: ChannelOptions) {
    this.topic = options.topic;
    this.joinRef = options.joinRef;
    this.broadcast = options.broadcast;
    this.token = options.token;
    this.caller = options.caller;
    this.#push = options.push;
    this.#onEnd = options.onEnd;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** To be called once the client knows that it has joined. */
  start(): void {
    this.#watchExpiry();
  }

  receive(broadcast: Broadcast): void {
    this.#push("broadcast", { type: "broadcast", ...broadcast });
  }

  /** Goes on under a newer token of somebody who may still read. */
  renew(token: string, caller: Caller): void {
    this.token = token;
    this.caller = caller;
    this.#watchExpiry();
  }

  /** Ends the channel against the client's will and says why. */
  shutDown(message: string): void {
    if (this.#ended) return;
    this.#push("system", { extension: "system", status: "error", message, channel: this.topic });
    this.end();
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#expiry);
    this.#onEnd();
    this.#push("phx_close", {});
  }

  #watchExpiry(): void {
    clearTimeout(this.#expiry);
    const remainingMs = this.caller.expiresAtMs - Date.now();
    if (remainingMs <= 0) this.shutDown("Token has expired");
    else this.#expiry = setTimeout(() => this.#watchExpiry(), Math.min(remainingMs, longestTimeoutMs));
  }
}
