import * as v from "valibot";
import type { PhoneNumberRow } from "../provider/rows.ts";
import { flag, requiredNumber, text } from "./fields.ts";

export const phoneNumberSchema = v.object({
  number: requiredNumber,
  label: text,
  isEnabled: flag,
  isPrimary: flag,
  isTollFree: flag,
  mayText: flag,
  mayCall: flag,
  objectGuid: text,
});

/** A number that the account has is active unless it says otherwise; a deleted one never is. */
export function normalisePhoneNumber(
  number: v.InferOutput<typeof phoneNumberSchema>,
  listed: "active" | "deleted",
): PhoneNumberRow {
  return {
    number: number.number,
    label: number.label,
    is_active: listed === "active" && number.isEnabled !== false,
    is_primary: number.isPrimary ?? false,
    is_toll_free: number.isTollFree ?? false,
    can_text: number.mayText,
    can_call: number.mayCall,
    provider_id: number.objectGuid,
  };
}
