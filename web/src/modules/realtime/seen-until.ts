import { createSignal } from "solid-js";
import { readStored, writeStored } from "~/lib/stored";

/** Up to when (ISO 8601) a person has seen an org's notifications, on this device. */
export function createSeenUntil(userId: string, orgId: string) {
  const storageKey = `victorysync.notifications.${userId}.${orgId}`;
  const [seenUntil, setSeenUntil] = createSignal(readStored(storageKey));
  const markSeen = (at: string) => {
    writeStored(storageKey, at);
    setSeenUntil(at);
  };
  return { seenUntil, markSeen };
}
