import type { RealtimeClient } from "@supabase/realtime-js";
import { supabase } from "./supabase.ts";

let connection: Promise<RealtimeClient> | undefined;

/** The one connection to Realtime, made when something first listens: its client is no part of the first load. */
function connect(): Promise<RealtimeClient> {
  connection ??= open().catch((error: unknown) => {
    connection = undefined;
    throw error;
  });
  return connection;
}

async function open(): Promise<RealtimeClient> {
  const { RealtimeClient } = await import("@supabase/realtime-js");
  const { VITE_SUPABASE_URL: url, VITE_SUPABASE_PUBLISHABLE_KEY: apikey } = import.meta.env;
  const client = new RealtimeClient(`${url?.replace(/^http/, "ws")}/realtime/v1`, {
    params: { apikey },
    accessToken: async () => (await supabase().auth.getSession()).data.session?.access_token ?? null,
  });
  supabase().auth.onAuthStateChange((event) => {
    if (event === "TOKEN_REFRESHED") void client.setAuth();
  });
  return client;
}

export interface ChannelListener {
  onMessage: (event: string, payload: unknown) => void;
  /** Whether messages come in. Those sent while they didn't are lost, so read anew when they do again. */
  onListening: (isListening: boolean) => void;
}

/** Listens to a private channel until the returned function is called. Who may listen is decided by the database. */
export function listenToChannel(topic: string, listener: ChannelListener): () => void {
  let isStopped = false;
  const subscribed = connect().then(async (client) => {
    // A private channel is joined with the token of whoever is signed in now, who may not be the one before.
    await client.setAuth();
    if (isStopped) return undefined;
    const channel = client.channel(topic, { config: { private: true } });
    channel
      .on("broadcast", { event: "*" }, (message) => listener.onMessage(message.event, message.payload))
      .subscribe((status) => listener.onListening(status === "SUBSCRIBED"));
    return { client, channel };
  });
  subscribed.catch((error: unknown) => console.warn("Live updates are not available.", error));
  return () => {
    isStopped = true;
    subscribed.then(
      (open) => open && void open.client.removeChannel(open.channel),
      () => undefined,
    );
  };
}
