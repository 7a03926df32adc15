import { formatInteger } from "~/lib/format";
import type { FigureKind } from "./figures.models.ts";

export interface Delta {
  trend: "up" | "down" | "same";
  /** "12% more", "3.2 points lower". */
  text: string;
}

const words: Record<FigureKind, { up: string; down: string }> = {
  count: { up: "more", down: "fewer" },
  rate: { up: "higher", down: "lower" },
  seconds: { up: "longer", down: "shorter" },
};

/** How a figure compares with the period before, in words; null when there is nothing to compare with. */
export function deltaOf(kind: FigureKind, value: number | null, previous: number | null): Delta | null {
  if (value === null || previous === null || previous === 0) return null;
  if (value === previous) return { trend: "same", text: "no change" };
  const trend = value > previous ? "up" : "down";
  const size = kind === "rate" ? inPoints(value, previous) : inPercent(value, previous);
  return { trend, text: `${size} ${words[kind][trend]}` };
}

function inPercent(value: number, previous: number): string {
  const percent = Math.round((Math.abs(value - previous) / previous) * 100);
  return percent === 0 ? "under 1%" : `${formatInteger(percent)}%`;
}

/** Rates are compared by percentage points: a percentage of a percentage misleads. */
function inPoints(value: number, previous: number): string {
  const points = Math.round(Math.abs(value - previous) * 1000) / 10;
  if (points === 0) return "under 0.1 points";
  return points === 1 ? "1 point" : `${points} points`;
}

/** Whether a change is welcome; null when it is neither, or there is none. */
export function isWelcome({ trend }: Delta, isMoreWelcome: boolean | null): boolean | null {
  if (trend === "same" || isMoreWelcome === null) return null;
  return (trend === "up") === isMoreWelcome;
}
