import type { HourOfWeek } from "~/lib/hour-of-week.ts";
import { type CallFilters, callParams, parseCallFilters } from "~/modules/calls/calls.models.ts";
import { type MessageDirection, messagesHref } from "~/modules/messages/messages.models.ts";
import type { AgentFigures, NumberFigures } from "./breakdown.models.ts";
import { countDays, type DashboardFilters } from "./dashboard.models.ts";
import { type CallSelection, type Figure, figures } from "./figures.models.ts";
import type { BusyHour } from "./heat-map.models.ts";

/** The figures' filters, narrowed to where one figure comes from. */
export type FilteredTo = DashboardFilters & Partial<Pick<CallFilters, "hour">>;

/** The call log's filters that show exactly the calls behind a figure. */
export function callFiltersBehind(filters: FilteredTo, selection: CallSelection): CallFilters {
  return { ...parseCallFilters({}), ...filters, ...selection };
}

/** The address of the calls behind a figure. `callId` also opens one of them. */
export function callsHref(filters: FilteredTo, selection: CallSelection, callId?: string): string {
  const params = Object.entries({ ...callParams(callFiltersBehind(filters, selection)), call: callId });
  const present = params.filter((entry): entry is [string, string] => entry[1] !== undefined);
  // A list's commas mean the same unescaped, and are easier to read in the address bar.
  const query = new URLSearchParams(present).toString().replaceAll("%2C", ",");
  return query ? `/reports?${query}` : "/reports";
}

export const everyCall: CallSelection = { directions: [], outcomes: [] };

/** The address of the conversations that hold the messages behind a figure. */
export function messagesBehindHref(filters: DashboardFilters, direction: MessageDirection | "all"): string {
  return messagesHref({ ...filters, direction, search: "" });
}

/** The address of what a figure is made of; undefined when that is nothing to look at. */
export function figureHref(filters: FilteredTo, { calls, messages }: Figure): string | undefined {
  if (calls) return callsHref(filters, calls);
  return messages ? messagesBehindHref(filters, messages) : undefined;
}

/** What the calls of a row of the figures by number are filtered by. */
export function toNumber(filters: DashboardFilters, row: Pick<NumberFigures, "phone_number_id">): FilteredTo {
  return { ...filters, phoneNumberId: row.phone_number_id ?? "none" };
}

/** What the calls of a row of the figures by agent are filtered by. */
export function toAgent(filters: DashboardFilters, row: Pick<AgentFigures, "agent_extension">): FilteredTo {
  return { ...filters, extension: row.agent_extension };
}

/** What the calls of a cell of the busy hours are filtered by. */
function toHour(filters: DashboardFilters, { weekday, hour }: HourOfWeek): FilteredTo {
  return { ...filters, hour: { weekday, hour } };
}

/** Each week of an hour is named in the request for its calls, and no address may be longer than servers take. */
const mostDaysByHour = 420;

/** The address of the offered calls of a cell of the busy hours; undefined where there is none, or too long a period. */
export function hourHref(filters: DashboardFilters, cell: BusyHour): string | undefined {
  const { period } = filters;
  const isTooLong = period.preset === "custom" && countDays(period) > mostDaysByHour;
  return cell.offered === 0 || isTooLong ? undefined : figureHref(toHour(filters, cell), figures.offered);
}
