import type { AccountType } from "../accounts/account-spec.ts";
import type { PhoneNumber } from "../accounts/phone-numbers.ts";
import { notFoundById, success } from "../http/answer.ts";
import { type ProtectedRoute, resource } from "../http/exchange.ts";

export const phoneNumberRoutes: readonly ProtectedRoute[] = [
  resource("/v4/api/phonenumbers", (_, account) => {
    const { active, deleted } = account.phoneNumbers();
    return success({
      phoneNumbers: active.map((number, index) => writeNumber(number, account.accountType, index === 0)),
      deletedPhoneNumbers: deleted.map((number) => writeNumber(number, account.accountType, false)),
      total: active.length,
    });
  }),
  resource("/v4/api/phonenumbers/:digits", ({ params }, account) => {
    const digits = params.digits ?? "";
    const found = /^\d{1,11}$/.test(digits)
      ? account.phoneNumbers().active.find(({ number }) => number.includes(digits))
      : undefined;
    return found === undefined
      ? notFoundById("Number not found")
      : success(writeNumber(found, account.accountType, false));
  }),
];

/** The call-center family alone has `objectGuid`, `doNotOriginate` and `whenDeleted`. */
function writeNumber(number: PhoneNumber, family: AccountType, lastUsed: boolean): object {
  const mayText = number.smsMode === "Enabled";
  return {
    ...(family === "call_center" ? { objectGuid: number.objectGuid } : {}),
    number: number.number,
    isEnabled: number.isEnabled,
    isPrimary: number.isPrimary,
    isTollFree: number.isTollFree,
    isInternational: false,
    smsMode: number.smsMode,
    numberMessagingVerified: mayText,
    isMmsEnabled: mayText && !number.isTollFree,
    callRecordingMode: number.callRecordingMode,
    description: number.description,
    label: number.label,
    mayText,
    mayCall: number.isEnabled,
    ...(lastUsed ? { lastUsed: true } : {}),
    ...(family === "call_center" ? { doNotOriginate: false } : {}),
    ...(family === "call_center" && number.whenDeleted !== null ? { whenDeleted: number.whenDeleted } : {}),
  };
}
