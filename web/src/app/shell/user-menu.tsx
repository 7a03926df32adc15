import { useNavigate } from "@solidjs/router";
import LogOut from "lucide-solid/icons/log-out";
import Monitor from "lucide-solid/icons/monitor";
import Moon from "lucide-solid/icons/moon";
import Sun from "lucide-solid/icons/sun";
import UserRound from "lucide-solid/icons/user-round";
import { Show } from "solid-js";
import { chooseTheme, parseTheme, theme } from "~/lib/theme";
import { useQuery } from "~/lib/use-query";
import { profileOptions } from "~/modules/people/people.queries";
import { signOut, useUser } from "~/modules/session/session.context";
import { Avatar } from "~/ui/avatar";
import { Menu } from "~/ui/menu";
import { toastProblem } from "~/ui/toasts";

const themes = [
  { value: "system", label: "As the device", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
];

export function UserMenu() {
  const user = useUser();
  const navigate = useNavigate();
  const profile = useQuery(() => profileOptions(user.id));
  const name = () => (profile.isPending ? undefined : profile.data?.full_name) || user.email;

  return (
    <Menu
      label="Signed in as"
      placement="top-start"
      triggerClass="flex min-w-0 items-center gap-2.5 rounded-lg p-1.5 text-left transition-colors hover:bg-hover"
      trigger={
        <>
          <Avatar name={name()} />
          <span class="min-w-0 flex-1 leading-tight max-lg:sr-only">
            <span class="block truncate font-medium">{name()}</span>
            <Show when={name() !== user.email}>
              <span class="block truncate text-ink-faint text-xs">{user.email}</span>
            </Show>
          </span>
        </>
      }
      items={[
        { kind: "action", label: "Your profile", icon: UserRound, onSelect: () => navigate("/settings") },
        {
          kind: "choice",
          label: "Theme",
          value: theme,
          options: themes,
          onChange: (value) => chooseTheme(parseTheme(value)),
          startsSection: true,
        },
        {
          kind: "action",
          label: "Sign out",
          icon: LogOut,
          onSelect: () => void signOut().catch(toastProblem),
          startsSection: true,
        },
      ]}
    />
  );
}
