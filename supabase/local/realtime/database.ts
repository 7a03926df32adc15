import { readFileSync } from "node:fs";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import type { Broadcast } from "./subscriptions.ts";

/** A policy that hangs must not hold up a connection's other channels for long. */
const statementTimeoutMs = 5_000;

export function connect(databaseUrl: string): Sql {
  return postgres(databaseUrl, {
    max: 4,
    onnotice: () => {},
    connection: { application_name: "realtime", statement_timeout: statementTimeoutMs },
  });
}

/** Installs the trigger that announces broadcasts and deletes those that the platform would have dropped: over 72 hours old. */
export async function prepare(sql: Sql): Promise<void> {
  const trigger = readFileSync(join(import.meta.dirname, "notify.sql"), "utf8");
  await sql.begin((transaction) => transaction.unsafe(trigger).simple());
  await sql`delete from realtime.messages where inserted_at < (now() at time zone 'utc') - interval '72 hours'`;
}

export type BroadcastFeedOptions = {
  sql: Sql;
  onBroadcast: (topic: string, broadcast: Broadcast) => void;
  onError: (error: unknown) => void;
};

/**
 * Calls `onBroadcast` for each private broadcast that is committed from now on, in the order of the commits. What is
 * sent while the database can't be reached is lost, as on the platform.
 */
export async function followBroadcasts({ sql, onBroadcast, onError }: BroadcastFeedOptions): Promise<void> {
  let announced: string[] = [];
  let reading = false;

  const read = async () => {
    while (announced.length > 0) {
      const ids = announced;
      announced = [];
      const rows = await sql<Row[]>`
        select id, topic, event, payload from realtime.messages where id = any(${ids}::uuid[])`;
      const rowsById = new Map(rows.map((row) => [row.id, row]));
      for (const id of ids) {
        const row = rowsById.get(id);
        if (row !== undefined)
          onBroadcast(row.topic, { event: row.event, payload: row.payload, meta: { id } });
      }
    }
  };
  await sql.listen("realtime_broadcast", (id) => {
    announced.push(id);
    if (reading) return;
    reading = true;
    read()
      .catch(onError)
      .finally(() => {
        reading = false;
      });
  });
}

type Row = { id: string; topic: string; event: string; payload: unknown };
