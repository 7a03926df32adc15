import { formatPhoneNumber } from "~/lib/phone-number";
import type { Call } from "../calls.models";

/** The outside party: a name with the number below it, or the number alone. */
export function counterpartNames(call: Pick<Call, "counterpart" | "counterpart_name">) {
  const number = call.counterpart ? formatPhoneNumber(call.counterpart) : null;
  const title = call.counterpart_name ?? number ?? "Unknown caller";
  return { title, detail: title === number ? null : number };
}

/** Who of the company was on the call: "Ada Lovelace · 101". */
export function agentName(call: Pick<Call, "agent_name" | "agent_extension">): string | null {
  return (
    [call.agent_name, call.agent_extension && `ext. ${call.agent_extension}`].filter(Boolean).join(" · ") ||
    null
  );
}

/** The same in one line of a table, which has the extension below the name: the name, or else the extension. */
export function agentTitle(call: Pick<Call, "agent_name" | "agent_extension">): string | null {
  return call.agent_name ?? agentName(call);
}
