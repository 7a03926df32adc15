import { createRandom, type Random } from "../../../supabase/local/simulator/accounts/random.ts";
import type { Stack } from "../../../supabase/local/stack.ts";
import { addDays, type Day, startOfHour } from "../../../web/src/lib/time-zone.ts";
import type { CallDirection, CallOutcome } from "../../../web/src/modules/calls/calls.models.ts";
import type { Person } from "../people.ts";

const directions: CallDirection[] = ["inbound", "inbound", "inbound", "outbound", "internal", "unknown"];
const outcomes: CallOutcome[] = [
  "answered",
  "answered",
  "missed",
  "abandoned",
  "voicemail",
  "no_answer",
  "cancelled",
  "unknown",
];
const extensions = [null, "101", "102", "103"];
/** Few, so that the hours of the week hold several calls each: around midnight and a change of the clock. */
const hours = [0, 1, 2, 3, 23];
/** Borders of hours and quarters, the moments right before them, and between. */
const millisecondsIntoHour = [0, 0, 1, 899_999, 900_000, 2_700_000, 3_599_999];

export interface FiguresOrganization {
  id: string;
  timeZone: string;
  /** In the order in which agents get them; the last one has no call. */
  numberIds: string[];
}

/** An org of these people whose clock is that of a zone, with calls and messages at awkward moments from day to day. */
export async function createFiguresOrganization(
  { sql }: Stack,
  { timeZone, days, seed }: { timeZone: string; days: { from: Day; to: Day }; seed: number },
  members: { person: Person; role: string; numbers: number }[],
): Promise<FiguresOrganization> {
  const random = createRandom(seed, timeZone);
  const [id, integrationId] = [random.guid(), random.guid()];
  const numberIds = Array.from({ length: 4 }, () => random.guid());
  const calledNumbers = [...numberIds.slice(0, 3), null];
  const org = { org_id: id, integration_id: integrationId };

  await sql`insert into public.organizations (id, name, slug, time_zone) values (${id}, ${timeZone}, ${id}, ${timeZone})`;
  for (const { person, role } of members) {
    await sql`insert into public.memberships ${sql({ org_id: id, user_id: person.id, role })}`;
  }
  await sql`insert into public.integrations ${sql({ id: integrationId, org_id: id, account_type: "classic" })}`;
  await sql`insert into public.phone_numbers ${sql(
    numberIds.map((numberId, index) => ({ ...org, id: numberId, number: `+1555010090${index}` })),
  )}`;
  const assignments = members.flatMap(({ person, numbers }) =>
    numberIds
      .slice(0, numbers)
      .map((phone_number_id) => ({ org_id: id, user_id: person.id, phone_number_id })),
  );
  await sql`insert into public.number_assignments ${sql(assignments)}`;

  const calls = Array.from({ length: 160 }, (_, index) => {
    const extension = random.pick(extensions);
    return {
      ...org,
      external_id: `call ${index}`,
      phone_number_id: random.pick(calledNumbers),
      direction: random.pick(directions),
      outcome: random.pick(outcomes),
      started_at: someMoment(random, days, timeZone),
      duration_seconds: random.pick([null, 0, 0, random.integer(1, 600), random.integer(1, 600)]),
      agent_extension: extension,
      agent_name: extension && random.pick([null, `Agent ${extension}`]),
    };
  });
  await sql`insert into public.calls ${sql(calls)}`;
  const messages = Array.from({ length: 70 }, (_, index) => ({
    ...org,
    external_id: `message ${index}`,
    phone_number_id: random.pick(calledNumbers),
    direction: random.pick(["inbound", "outbound", "unknown"]),
    counterpart: random.pick([null, "+15550100991", "+15550100992", 'a "quoted", (odd) name']),
    agent_extension: random.pick(extensions),
    sent_at: someMoment(random, days, timeZone),
  }));
  await sql`insert into public.sms_messages ${sql(messages)}`;
  return { id, timeZone, numberIds };
}

/** Some lie on the days right before and after, so that a period's borders have something to keep out. */
function someMoment(random: Random, { from, to }: { from: Day; to: Day }, timeZone: string): Date {
  const length = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  const day = addDays(from, random.integer(-1, length + 1));
  const hour = startOfHour(day, random.pick(hours), timeZone);
  return new Date(hour.getTime() + random.pick(millisecondsIntoHour));
}
