import type { Stack } from "../../../supabase/local/stack.ts";
import { type Answer, callFunction, sessionHeader } from "../functions.ts";
import type { Person } from "../people.ts";

export type Played = { status: number; headers: Headers; bytes: Buffer };

export async function askForTicket(stack: Stack, person: Person, recordingId: string): Promise<Answer> {
  return await callFunction(
    stack,
    "recordings",
    { recording_id: recordingId },
    await sessionHeader(person.client),
  );
}

/** A ticket for a recording, or the test fails with the function's own words. */
export async function ticketFor(stack: Stack, person: Person, recordingId: string): Promise<string> {
  const { status, body } = await askForTicket(stack, person, recordingId);
  if (status !== 200) throw new Error(`No ticket: ${JSON.stringify(body)}`);
  return String(body.ticket);
}

/** Plays as the browser's audio element does: without session or key, with the ticket in the address alone. */
export async function play(stack: Stack, ticket: string, init: RequestInit = {}): Promise<Played> {
  const query = new URLSearchParams({ ticket });
  const response = await fetch(`${stack.apiUrl}/functions/v1/recordings?${query}`, init);
  const { status, headers } = response;
  return { status, headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** What a refusal says: { code, message, hint }. */
export function errorIn({ bytes }: Played): Record<string, string> {
  return JSON.parse(bytes.toString()).error;
}

/** The audio as the provider has it, at the address that is stored. */
export async function original(stack: Stack, recordingId: string): Promise<Buffer> {
  const [source] =
    await stack.sql`select url from private.recording_sources where recording_id = ${recordingId}`;
  return Buffer.from(await (await fetch(source?.url)).arrayBuffer());
}
