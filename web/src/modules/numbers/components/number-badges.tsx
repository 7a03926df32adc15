import CircleCheck from "lucide-solid/icons/circle-check";
import CircleOff from "lucide-solid/icons/circle-off";
import { Show } from "solid-js";
import { Badge } from "~/ui/badge";
import type { PhoneNumber } from "../numbers.models";

export function NumberStateBadge(props: { isActive: boolean }) {
  return (
    <Show when={props.isActive} fallback={<Badge icon={CircleOff}>Inactive</Badge>}>
      <Badge tone="positive" icon={CircleCheck}>
        Active
      </Badge>
    </Show>
  );
}

/** What kind of number it is, in few words. */
export function numberTraits(number: PhoneNumber): string {
  const traits = [
    number.is_primary && "Primary",
    number.is_toll_free && "Toll-free",
    number.can_call && number.can_text && "Calls and texts",
    number.can_call && number.can_text === false && "Calls only",
    number.can_text && number.can_call === false && "Texts only",
  ];
  return traits.filter(Boolean).join(" · ");
}
