import CircleCheck from "lucide-solid/icons/circle-check";
import CircleOff from "lucide-solid/icons/circle-off";
import { Show } from "solid-js";
import { Badge } from "~/ui/badge";
import { stateLabels } from "../numbers.models";

export function NumberStateBadge(props: { isActive: boolean }) {
  return (
    <Show when={props.isActive} fallback={<Badge icon={CircleOff}>{stateLabels.inactive}</Badge>}>
      <Badge tone="positive" icon={CircleCheck}>
        {stateLabels.active}
      </Badge>
    </Show>
  );
}
