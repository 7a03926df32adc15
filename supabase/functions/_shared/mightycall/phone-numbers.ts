import * as v from "valibot";
import type { PhoneNumberList } from "../provider/provider.ts";
import type { MightyCallClient } from "./client.ts";
import { readAnswer } from "./fields.ts";
import { normalisePhoneNumber, phoneNumberSchema } from "./normalise-phone-number.ts";

const phoneNumbersSchema = v.object({
  data: v.object({
    phoneNumbers: v.array(phoneNumberSchema),
    deletedPhoneNumbers: v.nullish(v.array(phoneNumberSchema)),
  }),
});

/** All phone numbers of the account: one request, no paging. A number that was deleted and bought again is active. */
export async function listPhoneNumbers(client: MightyCallClient): Promise<PhoneNumberList> {
  const { data } = readAnswer(phoneNumbersSchema, await client.get("phone_numbers", "/phonenumbers"));
  const active = data.phoneNumbers.map((number) => normalisePhoneNumber(number, "active"));
  const owned = new Set(active.map((row) => row.number));
  const deleted = (data.deletedPhoneNumbers ?? [])
    .map((number) => normalisePhoneNumber(number, "deleted"))
    .filter((row) => !owned.has(row.number));
  return { active, deleted };
}
