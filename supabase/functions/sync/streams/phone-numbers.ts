import type { Stream } from "./stream.ts";

/** The account's whole list in one answer: those not in it any more are deactivated. */
export const syncPhoneNumbers: Stream = async ({ lease, provider }) => {
  const { active, deleted } = await provider.listPhoneNumbers();
  await lease.ingestPhoneNumbers([...active, ...deleted]);
  return "done";
};
