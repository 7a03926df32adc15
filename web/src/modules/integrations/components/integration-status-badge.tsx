import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import Unplug from "lucide-solid/icons/unplug";
import { Badge, type Tone } from "~/ui/badge";
import type { IntegrationStatus } from "../integrations.models";

const looks: Record<IntegrationStatus, { label: string; tone: Tone; icon: typeof Unplug }> = {
  connected: { label: "Connected", tone: "positive", icon: CircleCheck },
  error: { label: "Needs attention", tone: "negative", icon: CircleAlert },
  disconnected: { label: "Disconnected", tone: "neutral", icon: Unplug },
};

export function IntegrationStatusBadge(props: { status: IntegrationStatus }) {
  return (
    <Badge tone={looks[props.status].tone} icon={looks[props.status].icon}>
      {looks[props.status].label}
    </Badge>
  );
}
