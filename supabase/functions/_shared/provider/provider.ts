import type { CallRow, MessageRow, PhoneNumberRow, RecordingSource } from "./rows.ts";

/** What proved that the credentials work. */
export type VerifiedAccount = { account_type: string; phone_number_count: number };

export type PhoneNumberList = { active: PhoneNumberRow[]; deleted: PhoneNumberRow[] };

/** A page of calls in [start, end). `start` and `end` are ISO 8601; `skip` and `limit` count rows. */
export type CallPageRequest = { start: string; end: string; skip: number; limit: number };

/** `received` counts the rows in this answer, `total` those that the provider has in the whole range. */
export type CallPage = { rows: CallRow[]; received: number; total: number };

/** Messages in [start, end), `limit` of them at most. */
export type MessageRequest = { start: string; end: string; limit: number };

/** `has_more`: the range has more than the rows `received`, whichever these are. It is never guessed. */
export type MessageList = { rows: MessageRow[]; received: number; has_more: boolean };

/** `range` is the value of a Range header. One range of bytes is handed on; anything else is ignored, as RFC 9110 allows. */
export type RecordingRequest = { method: "GET" | "HEAD"; range: string | null };

/** What the kinds of request are called where the request budget counts them. */
export type RequestKind = "token" | "phone_numbers" | "calls" | "call" | "messages";

/**
 * What a telephony provider offers. Each method throws ProviderError when the provider can't or won't.
 * The order of rows within a range is not promised.
 */
export interface Provider {
  /** Tries the credentials with a fresh token. */
  verify(): Promise<VerifiedAccount>;
  listPhoneNumbers(): Promise<PhoneNumberList>;
  pageCalls(request: CallPageRequest): Promise<CallPage>;
  listMessages(request: MessageRequest): Promise<MessageList>;
  /** A fresh source for the recording of one call; null when the call is unknown or has none. */
  findRecording(callExternalId: string): Promise<RecordingSource | null>;
  /** Opens the audio. The response holds only headers that are safe to hand on. */
  openRecording(source: RecordingSource, request: RecordingRequest): Promise<Response>;
}
