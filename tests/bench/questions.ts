import { idOf } from "./volume.ts";

/** What the client asks of the database, for an org of the generated volume. */
export type Question = {
  name: string;
  /** The most blocks of 8 kB that it may touch, however much there is: a block for each of 51 rows, its index, and rights. */
  mostBlocks?: number;
  sql: (organization: number) => string;
  /** The most that it may take for an org of a million calls, in milliseconds. */
  goalMs?: number;
};

const BLOCKS_OF_A_PAGE = 500;

const lastDays = (days: number) => `now() - interval '${days} days', now()`;
const org = (organization: number) => `'${idOf.organization(organization)}'`;
const number = (organization: number) => `'${idOf.number(organization, 1)}'`;
const newest = "order by started_at desc, id desc limit 51";

function calls(conditions: string) {
  return (organization: number) =>
    `select * from public.calls where org_id = ${org(organization)} and started_at >= now() - interval '365 days'
       and started_at < now() and ${conditions} ${newest}`;
}

function figure(call: (organization: string) => string) {
  return (organization: number) => `select * from public.${call(org(organization))}`;
}

/** A page of 50 calls, as every list begins. */
export const callsPage = calls("true");

export const questions: Question[] = [
  { name: "calls, first page", mostBlocks: BLOCKS_OF_A_PAGE, sql: callsPage, goalMs: 5 },
  {
    name: "calls, a page half a year back",
    mostBlocks: BLOCKS_OF_A_PAGE,
    sql: (organization) =>
      calls(`started_at <= now() - interval '180 days' and (started_at < now() - interval '180 days'
        or (started_at = now() - interval '180 days' and id < ${org(organization)}))`)(organization),
    goalMs: 5,
  },
  {
    name: "calls, missed inbound",
    sql: calls("direction in ('inbound') and outcome in ('missed')"),
  },
  {
    name: "calls, of one number",
    mostBlocks: BLOCKS_OF_A_PAGE,
    sql: (organization) => calls(`phone_number_id = ${number(organization)}`)(organization),
    goalMs: 5,
  },
  {
    name: "calls, of one agent",
    mostBlocks: BLOCKS_OF_A_PAGE,
    sql: calls("agent_extension = '101'"),
    goalMs: 5,
  },
  { name: "calls, search for a number", sql: calls("counterpart like '%0004242%'") },
  {
    name: "calls, search for a name",
    sql: calls("counterpart_name ilike '%customer 04242%'"),
  },
  {
    name: "calls, count of 30 days",
    sql: (organization) =>
      `select count(*) from public.calls where org_id = ${org(organization)} and started_at >= now() - interval '30 days' and started_at < now()`,
  },
  {
    name: "recordings, first page",
    mostBlocks: BLOCKS_OF_A_PAGE,
    sql: (organization) => `select * from public.recordings where org_id = ${org(organization)} ${newest}`,
    goalMs: 5,
  },
  {
    name: "conversations of 30 days",
    sql: figure((o) => `message_threads(${o}, ${lastDays(30)})`),
  },
  {
    name: "KPIs of 30 days",
    sql: figure((o) => `call_kpis(${o}, ${lastDays(30)})`),
    goalMs: 20,
  },
  {
    name: "30 days by day",
    sql: figure((o) => `calls_over_time(${o}, ${lastDays(30)}, 'day')`),
  },
  {
    name: "30 days by weekday and hour",
    sql: figure((o) => `calls_by_weekday_and_hour(${o}, ${lastDays(30)})`),
  },
  { name: "30 days by number", sql: figure((o) => `calls_by_number(${o}, ${lastDays(30)})`) },
  { name: "30 days by agent", sql: figure((o) => `calls_by_agent(${o}, ${lastDays(30)})`) },
  { name: "7 days of every number", sql: figure((o) => `number_activity(${o}, now() - interval '7 days')`) },
  {
    name: "syncs, first page",
    mostBlocks: BLOCKS_OF_A_PAGE,
    sql: (organization) =>
      `select * from public.sync_jobs where org_id = ${org(organization)} order by created_at desc, id desc limit 51`,
    goalMs: 5,
  },
  {
    name: "audit log, first page",
    mostBlocks: BLOCKS_OF_A_PAGE,
    sql: (organization) =>
      `select * from public.audit_log where org_id = ${org(organization)} order by at desc, id desc limit 51`,
    goalMs: 5,
  },
];
