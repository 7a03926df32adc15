import { agentTitle } from "~/modules/calls/components/call-names.ts";
import type { Attachment, Message, MessageDirection } from "./messages.models.ts";

export const directionLabels: Record<MessageDirection, string> = { inbound: "Received", outbound: "Sent" };

/** Whether a message was received or sent. Whatever did not come in is shown as the company's own. */
export function directionLabelOf(direction: Message["direction"]): string {
  return direction === "inbound" ? directionLabels.inbound : directionLabels.outbound;
}

/** Who of the company wrote a message; null for one that was received. */
export function writerOf(
  message: Pick<Message, "direction" | "agent_name" | "agent_extension">,
): string | null {
  return message.direction === "inbound" ? null : (agentTitle(message) ?? "Agent unknown");
}

export function attachmentName({ file_name }: Pick<Attachment, "file_name">): string {
  return file_name ?? "Unnamed file";
}
