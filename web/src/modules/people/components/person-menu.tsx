import Crown from "lucide-solid/icons/crown";
import Ellipsis from "lucide-solid/icons/ellipsis";
import Eye from "lucide-solid/icons/eye";
import LogOut from "lucide-solid/icons/log-out";
import UserRoundMinus from "lucide-solid/icons/user-round-minus";
import { createSignal } from "solid-js";
import { useOrganization } from "~/modules/organizations/organization.context";
import { useUser } from "~/modules/session/session.context";
import { iconButtonClass } from "~/ui/icon-button";
import { Menu, type MenuProps } from "~/ui/menu";
import { mayChange, type Person } from "../people.models";
import { LeaveDialog } from "./leave-dialog";
import { OwnershipDialog } from "./ownership-dialog";
import { RemoveDialog } from "./remove-dialog";

/** What can be done with a person. */
export function PersonMenu(props: { person: Person; onPreview: () => void }) {
  const user = useUser();
  const { role } = useOrganization();
  const [asked, setAsked] = createSignal<"remove" | "leave" | "owner">();
  const isSelf = () => props.person.userId === user.id;
  const isChangeable = () => mayChange({ userId: user.id, role: role() }, props.person);
  const close = () => setAsked(undefined);

  const items = (): MenuProps["items"] => [
    { kind: "action", label: "What they may see", icon: Eye, onSelect: props.onPreview },
    ...(isChangeable() && role() === "owner" && props.person.role !== "owner"
      ? [
          {
            kind: "action" as const,
            label: "Make an owner…",
            icon: Crown,
            onSelect: () => setAsked("owner"),
          },
        ]
      : []),
    ...(isChangeable()
      ? [
          {
            kind: "action" as const,
            label: "Remove…",
            icon: UserRoundMinus,
            onSelect: () => setAsked("remove"),
            startsSection: true,
          },
        ]
      : []),
    ...(isSelf()
      ? [
          {
            kind: "action" as const,
            label: "Leave the organization…",
            icon: LogOut,
            onSelect: () => setAsked("leave"),
            startsSection: true,
          },
        ]
      : []),
  ];

  return (
    <>
      <Menu
        label={`Actions for ${props.person.name}`}
        placement="bottom-end"
        triggerClass={iconButtonClass()}
        trigger={<Ellipsis class="size-4.5" aria-hidden="true" />}
        items={items()}
      />
      <RemoveDialog person={props.person} isOpen={asked() === "remove"} onClose={close} />
      <LeaveDialog isOpen={asked() === "leave"} onClose={close} />
      <OwnershipDialog person={props.person} isOpen={asked() === "owner"} onClose={close} />
    </>
  );
}
