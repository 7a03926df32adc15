import { afterEach, describe, expect, it, vi } from "vitest";
import {
  type AuditAction,
  type AuditEntry,
  actionLabels,
  auditParams,
  parseAuditFilters,
} from "./audit.models.ts";
import { auditSentence } from "./audit-sentence.models.ts";

function entry(action: AuditAction, changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: "e",
    org_id: "o",
    at: "2026-03-01T12:00:00Z",
    actor_id: "a",
    actor_email: "ada@example.com",
    action,
    target: "bob@example.com",
    outcome: "succeeded",
    detail: {},
    ...changes,
  };
}

describe("audit filters", () => {
  it.each([
    { period: "30d", action: "member.added,data.exported", by: "11111111-1111-4111-8111-111111111111" },
    { period: undefined, from: "2026-01-01", to: "2026-01-31", action: undefined, by: "system" },
  ])("come back from the address as they went: %j", (params) => {
    expect(auditParams(parseAuditFilters(params))).toEqual({ from: undefined, to: undefined, ...params });
  });

  it("are off where they make no sense", () => {
    expect(parseAuditFilters({ action: "drop.table", by: "someone" })).toEqual({
      period: { preset: "7d" },
      actions: [],
      person: "all",
    });
  });
});

describe("auditSentence", () => {
  afterEach(() => void vi.useRealTimers());

  const sentence = (action: AuditAction, changes: Partial<AuditEntry>) =>
    auditSentence(entry(action, changes), "America/New_York");

  it.each([
    [
      "organization.changed",
      { detail: { service_level_seconds: 30, time_zone: "America/New_York" } },
      "changed the organization: its time zone is now America/New York, its service level is now 30 seconds",
    ],
    ["member.added", { detail: { role: "agent" } }, "added bob@example.com as agent"],
    ["member.added", { detail: { role: "agent" }, target: "ada@example.com" }, "joined as agent"],
    [
      "member.role_changed",
      { detail: { from: "agent", to: "admin" } },
      "changed the role of bob@example.com from agent to admin",
    ],
    [
      "member.role_changed",
      { detail: { from: "owner", to: "admin" }, target: "ada@example.com" },
      "changed their own role from owner to admin",
    ],
    ["member.removed", { detail: { role: "manager" } }, "removed bob@example.com, who was manager"],
    ["member.removed", { target: "ada@example.com" }, "left the organization"],
    [
      "number.assigned",
      { target: "+16175550180", detail: { person: "bob@example.com" } },
      "assigned +1 (617) 555-0180 to bob@example.com",
    ],
    ["credentials.saved", { detail: { key_hint: "000a" } }, "saved MightyCall credentials ending in 000a"],
    ["credentials.saved", { outcome: "failed" }, "tried to save MightyCall credentials, which were refused"],
    ["credentials.tested", { outcome: "failed" }, "tested the MightyCall connection, which failed"],
    [
      "sync.started",
      { target: "sms_messages", detail: { trigger: "backfill" } },
      "started loading the history of messages",
    ],
    [
      "stream.changed",
      { target: "calls", detail: { is_enabled: false, interval_seconds: 300 } },
      "paused the sync of calls",
    ],
    [
      "stream.changed",
      { target: "calls", detail: { is_enabled: true, interval_seconds: 300 } },
      "set the sync of calls to run every 5 minutes",
    ],
    ["data.exported", { target: "audit_log", detail: { rows: 1204 } }, "exported the audit log: 1,204 rows"],
  ] as [AuditAction, Partial<AuditEntry>, string][])("%s %j: %s", (action, changes, words) => {
    expect(sentence(action, changes)).toBe(words);
  });

  it("tells of a played recording when the call was, in the org's time", () => {
    vi.useFakeTimers({ now: new Date("2026-06-01T12:00:00Z") });
    const detail = { counterpart: "+16175550180", call_started_at: "2026-03-01T23:30:00Z" };
    expect(sentence("recording.played", { detail })).toMatch(/with \+1 \(617\) 555-0180 of Mar 1, 6:30\sPM$/);
  });

  it.each(Object.keys(actionLabels) as AuditAction[])(
    "has words for %s whatever its detail holds",
    (action) => {
      for (const detail of [{}, { role: 7, rows: "many", interval_seconds: null, is_enabled: "no" }]) {
        expect(sentence(action, { detail, target: null })).toMatch(/^[a-z].*[^ ]$/);
      }
    },
  );
});
