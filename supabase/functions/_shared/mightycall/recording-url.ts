import { ProviderError } from "../provider/provider-error.ts";
import { isRecordingOrigin, type MightyCallHosts } from "./hosts.ts";

/**
 * The address of a recording, repaired and checked. Addresses come with raw spaces, with one slash after the scheme
 * (`https:/host`), or relative to the panel.
 * @throws ProviderError recording_not_available when it is no address, recording_blocked when its host is not allowed.
 */
export function recordingUrl(hosts: MightyCallHosts, address: string, base?: URL): URL {
  // A single slash would otherwise be read as a path on the base's host.
  const repaired = address.trim().replace(/^(https?):\/*/i, "$1://");
  const url = URL.parse(repaired, base ?? hosts.recording_origins[0]);
  if (url === null)
    throw new ProviderError("recording_not_available", { detail: "its address is malformed" });
  if (!isRecordingOrigin(hosts, url)) throw new ProviderError("recording_blocked");
  return url;
}
