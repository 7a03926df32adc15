import type { Call } from "../accounts/calls.ts";
import { isRecordingAvailable } from "../accounts/facts.ts";
import type { Message } from "../accounts/messages.ts";
import type { Agent } from "../accounts/people.ts";
import { createRandom } from "../accounts/random.ts";
import type { WritingContext } from "./call-wire.ts";
import { isCall, type JournalEntry } from "./journal-entry.ts";
import { recordingLink } from "./recording-link.ts";

/** A row of the journal as the provider writes it: camelCase words, and durations as hh:mm:ss. */
export function writeJournalRow(entry: JournalEntry, context: WritingContext): object {
  const { source } = entry;
  return {
    id: entry.id,
    requestGuid: isCall(source) ? createRandom("journal", source.id).guid() : source.requestGuid,
    type: entry.type,
    state: entry.state,
    origin: entry.origin,
    created: isCall(source) ? source.dateTimeUtc : source.created,
    client:
      entry.clientPhone === null
        ? null
        : { address: entry.clientPhone, type: "phoneNumber", callerKind: "default" },
    businessNumber: entry.businessNumber === null ? null : writeBusinessNumber(entry.businessNumber, context),
    businessNumbersCount: entry.businessNumber === null ? 0 : 1,
    ...(entry.agent === null ? {} : { agent: writeAgent(entry.agent), users: [writeAgent(entry.agent)] }),
    ...(isCall(source) ? callMembers(source, context) : messageMembers(source)),
    ...(entry.type === "messageThread" ? { inConversation: true } : {}),
    favorite: false,
    read: entry.read,
    wfstate: { state: "open" },
    availability: "available",
  };
}

function writeBusinessNumber(number: string, { account }: WritingContext): object {
  const { active, deleted } = account.phoneNumbers();
  const known = [...active, ...deleted].find((candidate) => candidate.number === number);
  return { number, label: known?.label ?? null };
}

function writeAgent(agent: Agent): object {
  return {
    id: agent.id,
    groupId: agent.groupId,
    agentRole: "CallOwner",
    name: agent.name,
    extension: agent.extension,
    role: agent.role === "admin" ? "admin" : "agent",
    email: agent.email,
    type: "User",
  };
}

function callMembers(call: Call, context: WritingContext): object {
  const { account, nowMs } = context;
  const duration = hoursMinutesSeconds(call.durationMs);
  const available = isRecordingAvailable(call, nowMs, account.settings.recordingDelaySeconds);
  return {
    duration,
    text: null,
    attachments: [],
    messageDeliveryStatus: "unspecified",
    ...(call.callStatus === "VoiceMail"
      ? {
          voicemail: {
            duration,
            text: null,
            speechRecognitionStatus: "NotPerformed",
            availability: "Available",
          },
        }
      : {}),
    ...(available
      ? {
          recording: {
            recordingId: call.id,
            duration,
            flag: "Public",
            status: "Recorded",
            link: recordingLink(call, context),
            availability: "Available",
          },
        }
      : {}),
  };
}

function messageMembers(message: Message): object {
  return {
    text: message.text,
    textModel: { text: message.text, availability: "available" },
    attachments: message.attachmentFileNames.map((fileName) => ({
      link: null,
      fileName,
      fileSize: 48_213,
      isImage: true,
      isSupportedFormat: true,
      isStorageExpired: true,
    })),
    messageDeliveryStatus: message.deliveryStatus,
  };
}

function hoursMinutesSeconds(durationMs: number): string {
  const seconds = Math.floor(durationMs / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}
