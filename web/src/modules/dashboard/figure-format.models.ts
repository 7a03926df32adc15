import { formatInteger, unknown } from "~/lib/format";
import type { FigureKind } from "./figures.models.ts";

/** A number and its unit, apart, so that the unit can be set smaller. */
export interface FigurePart {
  number: string;
  unit: string;
}

/** A figure for people; null when it is unknown. */
export function figureParts(kind: FigureKind, value: number | null): FigurePart[] | null {
  if (value === null) return null;
  if (kind === "rate") return [{ number: ratePercent(value), unit: "%" }];
  if (kind === "seconds") return talkTimeParts(value);
  return [{ number: formatInteger(value), unit: "" }];
}

/** The same as one text: "59.3%", "3 min 25 s", "1,284". */
export function formatFigure(kind: FigureKind, value: number | null): string {
  const parts = figureParts(kind, value);
  if (!parts) return unknown;
  const space = kind === "rate" ? "" : " ";
  return parts
    .map(({ number, unit }) => `${number}${space}${unit}`)
    .join(" ")
    .trim();
}

/** To a tenth of a percent; never rounded up to all, nor down to none, when some are missing or there. */
function ratePercent(rate: number): string {
  if (rate === 0 || rate === 1) return String(rate * 100);
  return Math.min(Math.max(rate * 100, 0.1), 99.9).toFixed(1);
}

/** The two coarsest units: seconds matter in a call, not in a week of calls. */
function talkTimeParts(exactSeconds: number): FigurePart[] {
  const seconds = Math.round(exactSeconds);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  if (hours > 0) return compact([hours, "h"], [minutes, "min"]);
  return minutes > 0 ? compact([minutes, "min"], [rest, "s"]) : [{ number: String(rest), unit: "s" }];
}

function compact(...parts: [number, string][]): FigurePart[] {
  const shown = parts.filter(([amount]) => amount > 0);
  return shown.map(([amount, unit]) => ({ number: formatInteger(amount), unit }));
}
