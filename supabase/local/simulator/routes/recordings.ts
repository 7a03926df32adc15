import { isRecordingAvailable } from "../accounts/facts.ts";
import { type Answer, html } from "../http/answer.ts";
import type { Exchange, OpenRoute } from "../http/exchange.ts";
import { openRecordId } from "./recording-link.ts";
import { createWav } from "./wav.ts";

/** Plays a recording to whoever has its address: the token in the query is all the authorization there is. */
export const recordingRoute: OpenRoute = {
  access: "open",
  kind: "recording",
  methods: ["GET", "HEAD"],
  pattern: "/Mightycall/Files/:file",
  handle: answerRecording,
};

function answerRecording(exchange: Exchange): Answer {
  const { query, family, nowMs } = exchange;
  const account = exchange.accounts
    .list()
    .find(({ tenant, accountType }) => tenant === query.get("id") && accountType === family);
  if (account === undefined) return notFound();
  const callId = openRecordId(account, query.get("recordid") ?? "", nowMs);
  const call = callId === undefined ? undefined : account.findCall(callId);
  if (call === undefined || !isRecordingAvailable(call, nowMs, account.settings.recordingDelaySeconds)) {
    return notFound();
  }
  return ranged(createWav(call.id, call.durationMs / 1000), exchange.headers.range);
}

const notFound = (): Answer =>
  html(404, "<!DOCTYPE html><title>Not found</title><p>The file was not found.</p>");

/** Answers the one range that is asked for, or the whole where the header is missing or not a single byte range. */
function ranged(file: Buffer, range: string | undefined): Answer {
  const headers = { "content-type": "audio/wav", "accept-ranges": "bytes" };
  const match = /^bytes=(\d*)-(\d*)$/.exec(range ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) return { status: 200, headers, body: file };
  const isSuffix = match[1] === "";
  const start = isSuffix ? Math.max(0, file.length - Number(match[2])) : Number(match[1]);
  const end = isSuffix || match[2] === "" ? file.length - 1 : Math.min(Number(match[2]), file.length - 1);
  if (start >= file.length || start > end) {
    const unsatisfied = { ...headers, "content-range": `bytes */${file.length}` };
    return { status: 416, headers: unsatisfied, body: Buffer.alloc(0) };
  }
  return {
    status: 206,
    headers: { ...headers, "content-range": `bytes ${start}-${end}/${file.length}` },
    body: file.subarray(start, end + 1),
  };
}
