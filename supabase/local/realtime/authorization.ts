import { randomUUID } from "node:crypto";
import postgres, { type Sql, type TransactionSql } from "postgres";
import type { Caller } from "./caller.ts";

const insufficientPrivilege = "42501";

/**
 * Whether the select policies of realtime.messages let the caller hear the topic: a row of that topic is written as
 * the server and looked for as the caller, in a transaction that is rolled back.
 * Rule: https://supabase.com/docs/guides/realtime/authorization
 */
export async function mayRead(sql: Sql, caller: Caller, topic: string): Promise<boolean> {
  const id = randomUUID();
  return sql.begin(async (transaction) => {
    await transaction`insert into realtime.messages (id, topic, extension) values (${id}, ${topic}, 'broadcast')`;
    await become(transaction, caller, topic);
    const visible = await transaction`select from realtime.messages where id = ${id}`;
    await transaction`rollback and chain`;
    return visible.length === 1;
  });
}

/** Whether the insert policies of realtime.messages let the caller send to the topic. Nothing is kept. */
export async function mayWrite(sql: Sql, caller: Caller, topic: string): Promise<boolean> {
  try {
    await sql.begin(async (transaction) => {
      await become(transaction, caller, topic);
      await transaction`insert into realtime.messages (topic, extension) values (${topic}, 'broadcast')`;
      await transaction`rollback and chain`;
    });
    return true;
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === insufficientPrivilege) return false;
    throw error;
  }
}

/** Until the transaction ends. */
async function become(transaction: TransactionSql, caller: Caller, topic: string): Promise<void> {
  const { role, claims } = caller;
  await transaction`
    select
      set_config('role', ${role}, true),
      set_config('realtime.topic', ${topic}, true),
      set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
      set_config('request.jwt.claim.sub', ${String(claims.sub ?? "")}, true),
      set_config('request.jwt.claim.role', ${role}, true)`;
}
