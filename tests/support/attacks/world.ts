import { createHash, randomUUID } from "node:crypto";
import type { Stack } from "../../../supabase/local/stack.ts";
import { addMember, createOrganization, type Person } from "../people.ts";

/** What an org owns, one row of each kind. */
type Belongings = {
  organization: string;
  integration: string;
  phone_number: string;
  call: string;
  recording: string;
  message: string;
  job: string;
  invitation: string;
  /** Plain, as only its addressee has it. */
  invitation_token: string;
};

export type Attacked = { id: string; owner: Person; belongings: Belongings };
export type World = { a: Attacked & { agent: Person }; b: Attacked };

/** Stands in every text of an org's rows, so that a leak is found wherever it appears. */
export const markerOf = (name: string) => `belongs-to-${name}`;

/** Two orgs that have a row of everything, and in the first an agent without numbers. */
export async function createWorld(stack: Stack): Promise<World> {
  const [a, b] = await Promise.all([createOrganization(stack, "Alpha"), createOrganization(stack, "Beta")]);
  const agent = await addMember(stack, a.id, "Alpha agent", "agent");
  return {
    a: { ...a, belongings: await furnish(stack, a.id, a.owner, "alpha"), agent },
    b: { ...b, belongings: await furnish(stack, b.id, b.owner, "beta") },
  };
}

async function furnish(stack: Stack, organization: string, owner: Person, name: string): Promise<Belongings> {
  const marker = markerOf(name);
  const ids = {
    organization,
    integration: randomUUID(),
    phone_number: randomUUID(),
    call: randomUUID(),
    recording: randomUUID(),
    message: randomUUID(),
    job: randomUUID(),
    invitation: randomUUID(),
    invitation_token: `${marker}-${randomUUID()}`,
  };
  const hash = createHash("sha256").update(ids.invitation_token).digest();
  const { integration, phone_number, call, recording, job, invitation } = ids;
  await stack.sql.begin((sql) => [
    sql`insert into public.integrations (id, org_id, account_type, key_hint, error_hint, updated_by)
      values (${integration}, ${organization}, 'classic', 'abcd', ${marker}, ${owner.id})`,
    sql`insert into private.integration_credentials values (${integration}, 1, 'iv', ${marker}, repeat('a', 64))`,
    sql`insert into public.sync_streams (integration_id, stream, org_id, interval_seconds, error_hint)
      select ${integration}, d.stream, ${organization}, d.interval_seconds, ${marker} from private.stream_defaults d`,
    sql`insert into public.sync_jobs (id, org_id, integration_id, stream, trigger, error_hint)
      values (${job}, ${organization}, ${integration}, 'phone_numbers', 'schedule', ${marker})`,
    sql`insert into public.phone_numbers (id, org_id, integration_id, number, label)
      values (${phone_number}, ${organization}, ${integration}, '+15550100900', ${marker})`,
    sql`insert into public.number_assignments (org_id, user_id, phone_number_id)
      values (${organization}, ${owner.id}, ${phone_number})`,
    sql`insert into public.calls (id, org_id, integration_id, external_id, phone_number_id, direction, outcome, started_at,
        duration_seconds, counterpart_name, agent_extension, has_recording)
      values (${call}, ${organization}, ${integration}, ${marker}, ${phone_number}, 'inbound', 'answered', now(), 60,
        ${marker}, '101', true)`,
    sql`insert into public.recordings (id, org_id, call_id, phone_number_id, started_at)
      values (${recording}, ${organization}, ${call}, ${phone_number}, now())`,
    sql`insert into private.recording_sources (recording_id, url) values (${recording}, ${`https://${marker}.example/`})`,
    sql`insert into public.sms_messages (id, org_id, integration_id, external_id, phone_number_id, direction, body, sent_at)
      values (${ids.message}, ${organization}, ${integration}, ${marker}, ${phone_number}, 'inbound', ${marker}, now())`,
    sql`insert into public.invitations (id, org_id, email, role, created_by)
      values (${invitation}, ${organization}, ${`${marker}@people.example`}, 'manager', ${owner.id})`,
    sql`insert into private.invitation_tokens values (${invitation}, ${hash})`,
  ]);
  return ids;
}
