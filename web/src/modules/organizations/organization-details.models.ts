import * as v from "valibot";
import { isTimeZone } from "~/lib/time-zone.ts";

export const organizationName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, "Give your organization a name."),
  v.maxLength(120, "Use at most 120 characters."),
);

export const organizationTimeZone = v.pipe(
  v.string(),
  v.trim(),
  v.check(isTimeZone, "Choose a time zone from the list."),
);
