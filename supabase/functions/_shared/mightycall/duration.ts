const MILLISECONDS = /^\d+(?:\.\d+)?$/;
const CLOCK = /^(?:(\d+)\.)?(\d{1,3}):([0-5]?\d):([0-5]?\d)(?:\.\d+)?$/;

// What the database's integer holds; no call lasts 68 years, so beyond it the value is no duration.
const MAX_SECONDS = 2 ** 31 - 1;

/**
 * A duration in whole seconds. Calls give milliseconds (a text or a number), the journal gives hh:mm:ss, and both may
 * give null; what is neither is unknown, hence null. 65,000 ms are 65 s.
 */
export function durationSeconds(value: unknown): number | null {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  const seconds = MILLISECONDS.test(text) ? Math.round(Number(text) / 1000) : clockSeconds(text);
  return seconds !== null && seconds <= MAX_SECONDS ? seconds : null;
}

function clockSeconds(text: string): number | null {
  const clock = CLOCK.exec(text);
  if (clock === null) return null;
  const [, days = "0", hours, minutes, seconds] = clock;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}
