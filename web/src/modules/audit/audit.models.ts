import { isId } from "~/lib/is-id.ts";
import { type Period, type PeriodParams, parsePeriod, periodParams } from "~/lib/period";
import type { Enums, Tables } from "~/lib/supabase";

export type AuditEntry = Tables["audit_log"]["Row"];
export type AuditAction = Enums["audit_action"];

export const actionLabels: Record<AuditAction, string> = {
  "organization.created": "Organization created",
  "organization.changed": "Organization changed",
  "member.added": "Member added",
  "member.role_changed": "Role changed",
  "member.removed": "Member removed",
  "invitation.created": "Invitation sent",
  "invitation.sent_again": "Invitation sent again",
  "invitation.revoked": "Invitation taken back",
  "invitation.accepted": "Invitation accepted",
  "number.assigned": "Number assigned",
  "number.unassigned": "Number taken back",
  "credentials.saved": "Credentials saved",
  "credentials.tested": "Connection tested",
  "credentials.removed": "Credentials removed",
  "credentials.key_rotated": "Encryption key renewed",
  "sync.started": "Sync started",
  "sync.cancelled": "Sync cancelled",
  "stream.changed": "Stream changed",
  "recording.played": "Recording played",
  "data.exported": "Data exported",
};

/** Entries without a person: what the system did by itself. */
export const systemActor = "system";

export interface AuditFilters {
  period: Period;
  actions: AuditAction[];
  /** A person's id, `systemActor`, or "all". */
  person: string;
}

const allActions = Object.keys(actionLabels) as AuditAction[];

/** The filters that an address asks for; what makes no sense is off. */
export function parseAuditFilters(params: Record<string, unknown>): AuditFilters {
  const wanted = typeof params.action === "string" ? params.action.split(",") : [];
  const isPerson = params.by === systemActor || isId(params.by);
  return {
    period: parsePeriod(params),
    actions: allActions.filter((action) => wanted.includes(action)),
    person: isPerson ? String(params.by) : "all",
  };
}

export interface AuditParams extends PeriodParams {
  action: string | undefined;
  by: string | undefined;
}

/** The address parameters of filters; undefined, so absent, for those that are off. */
export function auditParams(filters: AuditFilters): AuditParams {
  return {
    ...periodParams(filters.period),
    action: filters.actions.join(",") || undefined,
    by: filters.person === "all" ? undefined : filters.person,
  };
}

export function hasAuditFilters(filters: AuditFilters): boolean {
  return filters.actions.length > 0 || filters.person !== "all";
}
