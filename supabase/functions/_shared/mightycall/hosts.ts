import type { AccountType } from "../credentials/credential-input.ts";

/**
 * The only places that credentials and recording requests may go to.
 * The first of `recording_origins` is the panel, which addresses without a host belong to;
 * `https://*.example.com` stands for every host below example.com.
 */
export type MightyCallHosts = Readonly<Record<AccountType, string>> & {
  readonly recording_origins: readonly [string, ...string[]];
};

/** The service itself. Local development hands in hosts of its own; a user's input never reaches this type. */
export const MIGHTYCALL_HOSTS: MightyCallHosts = {
  classic: "https://api.mightycall.com",
  call_center: "https://ccapi.mightycall.com",
  recording_origins: ["https://panel.mightycall.com", "https://*.mightycall.com"],
};

/** The two families of accounts are separate: the keys of one are unknown to the other. */
export function otherAccountType(accountType: AccountType): AccountType {
  return accountType === "classic" ? "call_center" : "classic";
}

/** Whether recordings may be fetched from this address. The scheme and the port have to match as well. */
export function isRecordingOrigin(hosts: MightyCallHosts, url: URL): boolean {
  if (url.username !== "" || url.password !== "") return false;
  return hosts.recording_origins.some((allowed) => {
    const [scheme, suffix] = allowed.split("//*.");
    if (suffix === undefined) return url.origin === allowed;
    return url.protocol === scheme && url.port === "" && url.hostname.endsWith(`.${suffix}`);
  });
}
