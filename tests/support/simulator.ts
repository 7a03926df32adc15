import { onTestFinished } from "vitest";
import type { KnownCall } from "../../supabase/local/simulator/accounts/calls.ts";
import type { Fault } from "../../supabase/local/simulator/faults/fault.ts";
import { CONTROL_PATH } from "../../supabase/local/simulator/routes/control.ts";

/** Makes the simulated MightyCall fail until the returned function is called, or else until the test is over. */
export async function breakMightyCall(simulatorUrl: string, fault: Fault): Promise<() => Promise<void>> {
  const { id } = (await control(simulatorUrl, "POST", "faults", fault)) as { id: number };
  const mend = async () => {
    await control(simulatorUrl, "DELETE", `faults/${id}`);
  };
  onTestFinished(mend);
  return mend;
}

/** A call that has just happened at an account. */
export async function haveCall(simulatorUrl: string, account: string, call: KnownCall): Promise<void> {
  await control(simulatorUrl, "POST", `accounts/${encodeURIComponent(account)}/calls`, [call]);
}

async function control(simulatorUrl: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${simulatorUrl}${CONTROL_PATH}/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`The simulator answered ${response.status}: ${await response.text()}`);
  return await response.json();
}
