import type { Sql } from "postgres";
import { mayRead, mayWrite } from "./authorization.ts";
import { type Caller, identifyCaller, isApiKey, type VerifyToken } from "./caller.ts";
import { Channel } from "./channel.ts";
import type { Frame } from "./frame.ts";
import { readBroadcast, readJoin, readToken } from "./payloads.ts";
import { Refusal } from "./refusal.ts";
import type { Subscriptions } from "./subscriptions.ts";

const maxChannels = 100;
const topicPrefix = "realtime:";

export type SessionServices = {
  sql: Sql;
  verifyToken: VerifyToken;
  subscriptions: Subscriptions;
  /** Told of what is the server's fault; the client is told only that it happened. */
  onError: (error: unknown) => void;
};

/** The channels of one connection. Frames are given one at a time: each is answered before the next is handled. */
export class Session {
  #channels = new Map<string, Channel>();
  #ended = false;
  #services: SessionServices;
  #send: (frame: Frame) => void;

  constructor(services: SessionServices, send: (frame: Frame) => void) {
    this.#services = services;
    this.#send = send;
  }

  async handle(frame: Frame): Promise<void> {
    if (this.#ended) return;
    try {
      await this.#dispatch(frame);
    } catch (error) {
      if (!(error instanceof Refusal)) this.#services.onError(error);
      this.#reply(frame, "error", { reason: reasonOf(error) });
    }
  }

  end(): void {
    this.#ended = true;
    for (const channel of this.#channels.values()) channel.end();
  }

  async #dispatch(frame: Frame): Promise<void> {
    if (frame.topic === "phoenix" && frame.event === "heartbeat") return this.#reply(frame, "ok");
    if (frame.event === "phx_join") return this.#join(frame);
    const channel = this.#channels.get(frame.topic);
    const current = channel?.joinRef === frame.joinRef || frame.joinRef === null ? channel : undefined;
    if (frame.event === "phx_leave") {
      this.#reply(frame, "ok");
      return current?.end();
    }
    if (current === undefined) throw new Refusal("unmatched topic");
    if (frame.event === "access_token") return this.#renew(current, readToken(frame.payload));
    if (frame.event === "broadcast") return this.#broadcast(current, frame);
    throw new Refusal(`Unsupported: ${frame.event}`);
  }

  async #join(frame: Frame): Promise<void> {
    const topic = topicOf(frame);
    this.#channels.get(frame.topic)?.end();
    if (this.#channels.size >= maxChannels) throw new Refusal("ChannelRateLimitReached: Too many channels");
    const { token, broadcast } = readJoin(frame.payload);
    const caller = await this.#admit(token, topic);
    if (this.#ended) return;

    const { joinRef } = frame;
    const channel: Channel = new Channel({
      topic,
      joinRef,
      token,
      caller,
      broadcast,
      push: (event, payload) => {
        const ref = event === "phx_close" ? joinRef : null;
        this.#send({ joinRef, ref, topic: frame.topic, event, payload });
      },
      onEnd: () => {
        this.#channels.delete(frame.topic);
        this.#services.subscriptions.remove(topic, channel);
      },
    });
    this.#channels.set(frame.topic, channel);
    this.#services.subscriptions.add(topic, channel);
    this.#reply(frame, "ok", { postgres_changes: [] });
    channel.start();
  }

  /** As on the platform, a client that has no token any more keeps its channels until the last one expires. */
  async #renew(channel: Channel, token: string | undefined): Promise<void> {
    if (token === undefined || token === channel.token || isApiKey(token)) return;
    try {
      const caller = await this.#admit(token, channel.topic);
      if (!channel.ended) channel.renew(token, caller);
    } catch (error) {
      if (!(error instanceof Refusal)) this.#services.onError(error);
      channel.shutDown(reasonOf(error));
    }
  }

  /** The caller, who may hear the topic. Throws a Refusal otherwise. */
  async #admit(token: string | undefined, topic: string): Promise<Caller> {
    const caller = await identifyCaller(token, this.#services.verifyToken);
    if (await mayRead(this.#services.sql, caller, topic)) return caller;
    throw new Refusal(`Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`);
  }

  async #broadcast(channel: Channel, frame: Frame): Promise<void> {
    const { event, payload } = readBroadcast(frame.payload);
    if (!(await mayWrite(this.#services.sql, channel.caller, channel.topic))) {
      throw new Refusal(
        `Unauthorized: You do not have permissions to write to this Channel topic: ${channel.topic}`,
      );
    }
    const except = channel.broadcast.self ? undefined : channel;
    this.#services.subscriptions.deliver(channel.topic, { event, payload }, except);
    if (channel.broadcast.ack) this.#reply(frame, "ok");
  }

  #reply(frame: Frame, status: "ok" | "error", response: object = {}): void {
    const { joinRef, ref, topic } = frame;
    this.#send({ joinRef, ref, topic, event: "phx_reply", payload: { status, response } });
  }
}

/** The topic as policies see it. Postgres can't hold a text with a zero byte. */
function topicOf(frame: Frame): string {
  const topic = frame.topic.slice(topicPrefix.length);
  if (!frame.topic.startsWith(topicPrefix) || topic === "" || topic.includes("\0")) {
    throw new Refusal("unmatched topic");
  }
  return topic;
}

function reasonOf(error: unknown): string {
  return error instanceof Refusal ? error.message : "Realtime was unable to ask the project database";
}
