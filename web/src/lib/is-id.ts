import * as v from "valibot";

const uuid = v.pipe(v.string(), v.uuid());

/** Whether a text, such as one out of an address, could be the id of a row. Postgres refuses to look for any other. */
export function isId(text: unknown): text is string {
  return v.is(uuid, text);
}
