/**
 * pg_cron's schedule in the words of croner: `30 seconds` is every n-th second; the five fields are the same, in UTC.
 * pg_cron writes `$` for the last day of the month, croner `L`.
 */
export function cronerPattern(schedule: string): { pattern: string } | { everySeconds: number } {
  const seconds = /^\s*([1-9]|[1-5]\d) seconds?\s*$/.exec(schedule);
  if (seconds?.[1] !== undefined) return { everySeconds: Number(seconds[1]) };
  return { pattern: schedule.trim().replace(/(?<=^\S+\s+\S+\s+)\$/, "L") };
}
