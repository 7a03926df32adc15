import * as v from "valibot";
import { invokeFunction, problemFromRefusal } from "~/lib/invoke-function";
import { Problem, unreachable } from "~/lib/problem";

const ticketSchema = v.object({ ticket: v.string(), expires_at: v.string() });

/** Where the audio of a recording can be fetched, without a session, for some minutes. */
export interface AudioSource {
  url: string;
  expiresAtMs: number;
}

/** Asks for a ticket; each one is noted in the audit log as a play. @throws Problem */
export async function requestAudioSource(recordingId: string): Promise<AudioSource> {
  const { ticket, expires_at } = await invokeFunction(
    "recordings",
    { recording_id: recordingId },
    ticketSchema,
  );
  const url = new URL(`${import.meta.env.VITE_SUPABASE_URL}/functions/v1/recordings`);
  url.searchParams.set("ticket", ticket);
  return { url: url.href, expiresAtMs: Date.parse(expires_at) };
}

/** Why a source gives no audio; null when it does. A media element can't tell, but the server says it in words. */
export async function whyNoAudio(source: AudioSource): Promise<Problem | null> {
  let response: Response;
  try {
    response = await fetch(source.url, { headers: { range: "bytes=0-0" } });
  } catch (error) {
    return unreachable(error);
  }
  if (!response.ok) return problemFromRefusal(await response.text(), undefined);
  await response.body?.cancel();
  return null;
}

/** The whole audio. @throws Problem */
export async function fetchAudio(source: AudioSource, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(source.url, signal ? { signal } : {});
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable(error);
  }
  if (!response.ok) throw problemFromRefusal(await response.text(), undefined);
  return response;
}

/** Whether a new ticket would help. */
export function isTicketSpent(problem: Problem): boolean {
  return problem.code === "ticket_not_valid";
}

export const cannotDecode = new Problem("failed", "This browser can't play the recording's audio.", {
  hint: "Try another browser.",
});
