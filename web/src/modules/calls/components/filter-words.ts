import { formatDateTime } from "~/lib/format";
import { hourOfWeekName } from "~/lib/hour-of-week";
import { type Period, periodDays, periodLabels } from "~/lib/period";
import type { Day } from "~/lib/time-zone";
import { businessNumberName, type PhoneNumber } from "~/modules/numbers/numbers.models";
import { directionLabels, outcomeLabels } from "../call-words.models";
import type { CallFilters } from "../calls.models";

function dayWords(day: Day): string {
  return formatDateTime(`${day}T00:00:00Z`, "UTC", "day");
}

/** A period with its days: "Last 7 days, Nov 16, 2026 – Nov 22, 2026". */
export function periodWords(period: Period, today: Day): string {
  const { from, to } = periodDays(period, today);
  const days = from === to ? dayWords(from) : `${dayWords(from)} – ${dayWords(to)}`;
  return period.preset === "custom" ? days : `${periodLabels[period.preset]}, ${days}`;
}

/** The filters that are on, but for the period: "Inbound; Missed or Abandoned". */
export function filterWords(filters: CallFilters, numbersById: Map<string, PhoneNumber>): string {
  const words = [
    filters.hour && hourOfWeekName(filters.hour),
    filters.directions.map((direction) => directionLabels[direction]).join(" or "),
    filters.outcomes.map((outcome) => outcomeLabels[outcome]).join(" or "),
    filters.phoneNumberId !== "all" && numberWords(filters.phoneNumberId, numbersById),
    filters.extension && `Extension ${filters.extension}`,
    filters.search && `Contact with “${filters.search}”`,
  ];
  return words.filter(Boolean).join("; ") || "None";
}

function numberWords(id: string, numbersById: Map<string, PhoneNumber>): string {
  return id === "none" ? "No number" : `Number ${businessNumberName(numbersById.get(id)) ?? "unknown"}`;
}
