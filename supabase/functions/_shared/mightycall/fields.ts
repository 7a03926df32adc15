import * as v from "valibot";
import { ProviderError } from "../provider/provider-error.ts";
import { normaliseNumber } from "./numbers.ts";
import { cleanText } from "./text.ts";
import { normaliseTimestamp } from "./timestamps.ts";

function optionalField<T>(read: (value: unknown) => T) {
  return v.optional(v.pipe(v.unknown(), v.transform(read)), null);
}

/** Fields that the provider may leave out, set to null or change its mind about. None of them fails a page. */
export const text = optionalField(cleanText);
export const phoneNumber = optionalField(normaliseNumber);
export const flag = optionalField((value) => (typeof value === "boolean" ? value : null));
export const wholeNumber = optionalField((value) => {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : null;
});
export const anything = optionalField((value) => value);

/** Fields without which a row can't be stored. */
export const identifier = v.pipe(v.unknown(), v.transform(cleanText), v.string());
export const requiredNumber = v.pipe(v.unknown(), v.transform(normaliseNumber), v.string());
export const timestamp = v.pipe(v.unknown(), v.transform(normaliseTimestamp), v.string());

/** A count of rows, as a number or as a text. Without it nobody can tell whether all rows were read. */
export const rowCount = v.pipe(wholeNumber, v.number());

/** What is inside of the `data` envelope, which the provider's documents promise here and leave out there. */
export function withoutEnvelope(body: unknown): unknown {
  const data = typeof body === "object" && body !== null && "data" in body ? body.data : null;
  return typeof data === "object" && data !== null ? data : body;
}

/**
 * Reads an answer at the edge.
 * @throws ProviderError invalid_response that names the first field in the way, and never its value.
 */
export function readAnswer<T extends v.GenericSchema>(schema: T, body: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const field = v.getDotPath(result.issues[0]) ?? "the whole answer";
  throw new ProviderError("invalid_response", {
    detail: `${field} is missing or malformed; ${result.issues.length} in all`,
  });
}
