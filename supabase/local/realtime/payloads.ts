import * as v from "valibot";
import { Refusal } from "./refusal.ts";

const flag = v.nullish(v.boolean(), false);

const joinPayload = v.object({
  access_token: v.nullish(v.string()),
  config: v.nullish(
    v.object({
      private: flag,
      broadcast: v.nullish(v.object({ self: flag, ack: flag, replay: v.optional(v.unknown()) }), {}),
      presence: v.nullish(v.object({ enabled: flag }), {}),
      postgres_changes: v.nullish(v.array(v.unknown()), []),
    }),
    {},
  ),
});

export type Join = { token: string | undefined; broadcast: { self: boolean; ack: boolean } };

/** Reads the payload of `phx_join`. Throws a Refusal for what the local stack does not serve, rather than ignore it. */
export function readJoin(payload: unknown): Join {
  const parsed = v.safeParse(joinPayload, payload);
  if (!parsed.success) throw new Refusal(`InvalidJoinPayload: ${v.summarize(parsed.issues)}`);
  const { access_token, config } = parsed.output;
  if (!config.private) throw new Refusal("PrivateOnly: This project only allows private channels");
  if (config.postgres_changes.length > 0)
    throw new Refusal("Unsupported: Postgres changes are not served here");
  if (config.presence.enabled) throw new Refusal("Unsupported: Presence is not served here");
  if (config.broadcast.replay !== undefined) throw new Refusal("Unsupported: Replay is not served here");
  const { self, ack } = config.broadcast;
  return { token: access_token ?? undefined, broadcast: { self, ack } };
}

const broadcastPayload = v.object({ event: v.string(), payload: v.unknown() });

/** Reads a client's own broadcast. Throws a Refusal when it has no event or no JSON body. */
export function readBroadcast(payload: unknown): v.InferOutput<typeof broadcastPayload> {
  const parsed = v.safeParse(broadcastPayload, payload);
  if (!parsed.success) throw new Refusal(`InvalidBroadcast: ${v.summarize(parsed.issues)}`);
  return parsed.output;
}

const tokenPayload = v.object({ access_token: v.nullish(v.string()) });

/** Reads the token of an `access_token` event; undefined where the client has none. */
export function readToken(payload: unknown): string | undefined {
  const parsed = v.safeParse(tokenPayload, payload);
  return parsed.success ? (parsed.output.access_token ?? undefined) : undefined;
}
