import * as v from "valibot";
import type { CallPage, CallPageRequest } from "../provider/provider.ts";
import { isProviderError } from "../provider/provider-error.ts";
import type { RecordingSource } from "../provider/rows.ts";
import type { MightyCallClient } from "./client.ts";
import { readAnswer, rowCount, withoutEnvelope } from "./fields.ts";
import { callSchema, normaliseCall } from "./normalise-call.ts";
import { wholeSecond } from "./timestamps.ts";

const callsSchema = v.object({ data: v.object({ calls: v.array(callSchema), total: rowCount }) });

/**
 * One page of calls, in whatever order. A row without id or time fails the page: it can't be stored, and to skip it
 * would lose it unseen. Times go out in whole seconds, which is all that the contract promises to understand.
 */
export async function pageCalls(client: MightyCallClient, request: CallPageRequest): Promise<CallPage> {
  const body = await client.get("calls", "/calls", {
    startUtc: wholeSecond(request.start, Math.floor),
    endUtc: wholeSecond(request.end, Math.ceil),
    skip: String(request.skip),
    pageSize: String(request.limit),
  });
  const { calls, total } = readAnswer(callsSchema, body).data;
  return { rows: calls.map(normaliseCall), received: calls.length, total };
}

/** Reads one call again for a fresh recording source; null when the call is unknown or has no recording. */
export async function findRecording(
  client: MightyCallClient,
  callId: string,
): Promise<RecordingSource | null> {
  try {
    const body = await client.get("call", `/calls/${encodeURIComponent(callId)}`);
    return normaliseCall(readAnswer(callSchema, withoutEnvelope(body))).recording;
  } catch (error) {
    if (isProviderError(error, "not_found")) return null;
    throw error;
  }
}
