import * as v from "valibot";

const count = v.pipe(v.number(), v.minValue(0));

/** What a member may see, as the database answers when it is asked in their name. */
export const accessPreview = v.object({
  sees_everything: v.boolean(),
  calls: count,
  messages: count,
  numbers: v.array(
    v.object({
      id: v.string(),
      number: v.string(),
      label: v.nullable(v.string()),
      is_active: v.boolean(),
      calls: count,
      messages: count,
    }),
  ),
});

export type AccessPreview = v.InferOutput<typeof accessPreview>;

export const previewDays = 30;

/** When the counted days begin, to the hour, so that the same question has the same key for a while. */
export function previewSince(now: Date): string {
  const hourMs = 3_600_000;
  return new Date(Math.floor(now.getTime() / hourMs) * hourMs - previewDays * 24 * hourMs).toISOString();
}
