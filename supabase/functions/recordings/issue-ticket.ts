import * as v from "valibot";
import type { WorkerDatabase } from "../_shared/database/worker-database.ts";
import { createTicket, hashTicket } from "./ticket.ts";

const issuedSchema = v.object({ expires_at: v.string() });

/** A ticket to hear one recording, good for one person and ten minutes. @throws Problem 404, 429 */
export async function issueTicket(
  database: WorkerDatabase,
  actor: string,
  recordingId: string,
): Promise<{ ticket: string; expires_at: string }> {
  const ticket = createTicket();
  const issued = await database.call("issue_playback_ticket", {
    actor,
    recording: recordingId,
    token_hash: await hashTicket(ticket),
  });
  return { ticket, ...v.parse(issuedSchema, issued) };
}
