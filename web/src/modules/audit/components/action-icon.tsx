import Building from "lucide-solid/icons/building";
import Download from "lucide-solid/icons/download";
import Hash from "lucide-solid/icons/hash";
import KeyRound from "lucide-solid/icons/key-round";
import Mail from "lucide-solid/icons/mail";
import Play from "lucide-solid/icons/play";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import Users from "lucide-solid/icons/users";
import { Dynamic } from "solid-js/web";
import type { AuditAction } from "../audit.models";

const icons: Record<string, typeof Mail> = {
  organization: Building,
  member: Users,
  invitation: Mail,
  number: Hash,
  credentials: KeyRound,
  sync: RefreshCw,
  stream: RefreshCw,
  recording: Play,
  data: Download,
};

/** What kind of thing was touched. */
export function ActionIcon(props: { action: AuditAction }) {
  return (
    <span
      class="grid size-8 shrink-0 place-items-center rounded-full bg-sunken text-ink-muted"
      aria-hidden="true"
    >
      <Dynamic component={icons[props.action.split(".")[0] ?? ""] ?? Users} class="size-4" />
    </span>
  );
}
