import { MIGHTYCALL_HOSTS } from "../mightycall/hosts.ts";
import type { ProviderHosts } from "./providers.ts";

type Environment = { get(name: string): string | undefined };

/**
 * Where MightyCall is. Local development points all of it at the simulator through function secrets, which only an
 * operator can set; half a configuration is refused rather than mixed with the real hosts.
 */
export function providerHosts(environment: Environment): ProviderHosts {
  const classic = environment.get("MIGHTYCALL_CLASSIC_URL");
  const callCenter = environment.get("MIGHTYCALL_CALL_CENTER_URL");
  const [panel, ...others] = (environment.get("MIGHTYCALL_RECORDING_ORIGINS") ?? "")
    .split(",")
    .filter((origin) => origin !== "");
  if (classic === undefined && callCenter === undefined && panel === undefined) return MIGHTYCALL_HOSTS;
  if (classic === undefined || callCenter === undefined || panel === undefined) {
    throw new Error(
      "Set MIGHTYCALL_CLASSIC_URL, MIGHTYCALL_CALL_CENTER_URL and MIGHTYCALL_RECORDING_ORIGINS, or none.",
    );
  }
  return { classic, call_center: callCenter, recording_origins: [panel, ...others] };
}
