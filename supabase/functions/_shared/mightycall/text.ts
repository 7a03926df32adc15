/**
 * Text as the database can hold it: a number becomes text, NUL and broken surrogate pairs (which JSON columns refuse)
 * go, blank is null.
 */
export function cleanText(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value).toWellFormed().replaceAll("\u0000", "").trim();
  return text === "" ? null : text;
}
