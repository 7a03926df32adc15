import * as v from "valibot";
import { formatCount, formatDateTime, formatFrequency, formatInterval } from "~/lib/format";
import { formatPhoneNumber } from "~/lib/phone-number";
import { roleLabels } from "~/modules/organizations/organizations.models";
import { streamLabels } from "~/modules/sync/sync.models";
import type { AuditEntry } from "./audit.models.ts";

/** Whatever an entry's detail may hold, of all actions together; what it lacks is unknown. */
const detailSchema = v.object({
  role: v.fallback(v.optional(v.string()), undefined),
  from: v.fallback(v.optional(v.string()), undefined),
  to: v.fallback(v.optional(v.string()), undefined),
  person: v.fallback(v.optional(v.string()), undefined),
  trigger: v.fallback(v.optional(v.string()), undefined),
  rows: v.fallback(v.optional(v.number()), undefined),
  key_hint: v.fallback(v.optional(v.string()), undefined),
  counterpart: v.fallback(v.optional(v.nullable(v.string())), undefined),
  call_started_at: v.fallback(v.optional(v.string()), undefined),
  is_enabled: v.fallback(v.optional(v.boolean()), undefined),
  interval_seconds: v.fallback(v.optional(v.number()), undefined),
  name: v.fallback(v.optional(v.string()), undefined),
  time_zone: v.fallback(v.optional(v.string()), undefined),
  service_level_seconds: v.fallback(v.optional(v.number()), undefined),
});

type Detail = v.InferOutput<typeof detailSchema>;

const exportNames: Record<string, string> = {
  audit_log: "the audit log",
  everything: "everything of the organization",
};

/** What was done, to follow the name of who did it: "invited ada@example.com as agent". */
export function auditSentence(entry: AuditEntry, timeZone: string): string {
  const detail = detailOf(entry);
  const target = entry.target ?? "something unknown";
  const hasFailed = entry.outcome === "failed";
  switch (entry.action) {
    case "organization.created":
      return `created the organization ${target}`;
    case "organization.changed":
      return `changed the organization${organizationChanges(detail)}`;
    case "member.added":
      return entry.actor_email === target
        ? `joined as ${roleName(detail.role)}`
        : `added ${target} as ${roleName(detail.role)}`;
    case "member.role_changed":
      return `changed ${entry.actor_email === target ? "their own role" : `the role of ${target}`} from ${roleName(detail.from)} to ${roleName(detail.to)}`;
    case "member.removed":
      return entry.actor_email === target
        ? "left the organization"
        : `removed ${target}, who was ${roleName(detail.role)}`;
    case "invitation.created":
      return `invited ${target} as ${roleName(detail.role)}`;
    case "invitation.sent_again":
      return `sent the invitation of ${target} again`;
    case "invitation.revoked":
      return `took back the invitation of ${target}`;
    case "invitation.accepted":
      return "accepted the invitation";
    case "number.assigned":
      return `assigned ${formatPhoneNumber(target)} to ${detail.person ?? "someone"}`;
    case "number.unassigned":
      return `took ${formatPhoneNumber(target)} back from ${detail.person ?? "someone"}`;
    case "credentials.saved":
      if (hasFailed) return "tried to save MightyCall credentials, which were refused";
      return `saved MightyCall credentials${detail.key_hint ? ` ending in ${detail.key_hint}` : ""}`;
    case "credentials.tested":
      return `tested the MightyCall connection, ${hasFailed ? "which failed" : "which works"}`;
    case "credentials.removed":
      return "removed the MightyCall credentials";
    case "credentials.key_rotated":
      return "sealed the MightyCall credentials with a newer key";
    case "sync.started":
      return detail.trigger === "backfill"
        ? `started loading the history of ${streamName(target)}`
        : `started a sync of ${streamName(target)}`;
    case "sync.cancelled":
      return `cancelled a sync of ${streamName(target)}`;
    case "stream.changed":
      return streamChange(streamName(target), detail);
    case "recording.played":
      return `played the recording of a call${callDescription(detail, timeZone)}`;
    case "data.exported":
      return `exported ${exportNames[target] ?? target}: ${
        detail.rows === undefined ? "rows unknown" : formatCount(detail.rows, "row")
      }`;
  }
}

function detailOf(entry: AuditEntry): Detail {
  const parsed = v.safeParse(detailSchema, entry.detail);
  return parsed.success ? parsed.output : v.parse(detailSchema, {});
}

function roleName(role: string | undefined): string {
  const label = Object.entries(roleLabels).find(([name]) => name === role)?.[1];
  return label?.toLowerCase() ?? "an unknown role";
}

function streamName(stream: string): string {
  const label = Object.entries(streamLabels).find(([name]) => name === stream)?.[1];
  return label?.toLowerCase() ?? stream;
}

function organizationChanges(detail: Detail): string {
  const changes = [
    detail.name !== undefined && `its name is now ${detail.name}`,
    detail.time_zone !== undefined && `its time zone is now ${detail.time_zone.replaceAll("_", " ")}`,
    detail.service_level_seconds !== undefined &&
      `its service level is now ${formatInterval(detail.service_level_seconds)}`,
  ].filter(Boolean);
  return changes.length > 0 ? `: ${changes.join(", ")}` : "";
}

function streamChange(stream: string, detail: Detail): string {
  if (detail.is_enabled === false) return `paused the sync of ${stream}`;
  const pace = detail.interval_seconds === undefined ? "" : ` ${formatFrequency(detail.interval_seconds)}`;
  return `set the sync of ${stream} to run${pace}`;
}

function callDescription({ counterpart, call_started_at }: Detail, timeZone: string): string {
  const who = counterpart ? ` with ${formatPhoneNumber(counterpart)}` : "";
  return call_started_at ? `${who} of ${formatDateTime(call_started_at, timeZone, "short")}` : who;
}
