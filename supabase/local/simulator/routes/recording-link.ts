import { createHmac, timingSafeEqual } from "node:crypto";
import type { SimulatedAccount } from "../accounts/account.ts";
import type { Call } from "../accounts/calls.ts";
import { callFact } from "../accounts/facts.ts";
import type { WritingContext } from "./call-wire.ts";

const GUID_BYTES = 16;
const EXPIRY_BYTES = 8;
const SEAL_BYTES = 16;
const NEVER = 0n;

/** The address of a call's recording. Its path has the user's name in it, raw spaces and all; its query is a credential. */
export function recordingLink(call: Call, context: WritingContext): string {
  const { account, origin, nowMs } = context;
  const lifetime = account.settings.recordingUrlLifetimeSeconds;
  const body = Buffer.alloc(GUID_BYTES + EXPIRY_BYTES);
  body.write(call.id.replaceAll("-", ""), "hex");
  body.writeBigUInt64BE(lifetime === null ? NEVER : BigInt(nowMs + lifetime * 1000), GUID_BYTES);
  const recordId = Buffer.concat([body, seal(account, body)]).toString("base64url");
  const started = new Date(call.atMs).toISOString();
  const day = started.slice(0, 10).replaceAll("-", "");
  const minute = started.slice(11, 16).replace(":", "");
  const userName = callFact(call, nowMs, 0).agentName ?? "Unknown";
  return `${origin}/Mightycall/Files/callrecord_${day}_${minute}_${userName}.wav?recordid=${recordId}&id=${account.tenant}`;
}

/** The id of the call that a recording token opens; undefined when it is forged, another account's, or too old. */
export function openRecordId(account: SimulatedAccount, recordId: string, nowMs: number): string | undefined {
  const bytes = Buffer.from(recordId, "base64url");
  if (bytes.length !== GUID_BYTES + EXPIRY_BYTES + SEAL_BYTES) return undefined;
  const body = bytes.subarray(0, GUID_BYTES + EXPIRY_BYTES);
  if (!timingSafeEqual(bytes.subarray(body.length), seal(account, body))) return undefined;
  const expiresAtMs = body.readBigUInt64BE(GUID_BYTES);
  if (expiresAtMs !== NEVER && BigInt(nowMs) >= expiresAtMs) return undefined;
  const digits = body.toString("hex", 0, GUID_BYTES);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function seal(account: SimulatedAccount, body: Buffer): Buffer {
  return createHmac("sha256", `${account.tenant}|${account.spec.seed}`)
    .update(body)
    .digest()
    .subarray(0, SEAL_BYTES);
}
