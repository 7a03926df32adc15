import type { LucideProps } from "lucide-solid";
import AudioLines from "lucide-solid/icons/audio-lines";
import Building from "lucide-solid/icons/building";
import ChartColumn from "lucide-solid/icons/chart-column";
import Hash from "lucide-solid/icons/hash";
import MessagesSquare from "lucide-solid/icons/messages-square";
import PhoneCall from "lucide-solid/icons/phone-call";
import Plug from "lucide-solid/icons/plug";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import ScrollText from "lucide-solid/icons/scroll-text";
import Settings from "lucide-solid/icons/settings";
import Users from "lucide-solid/icons/users";
import type { Component } from "solid-js";
import type { OrganizationRole } from "~/modules/organizations/organizations.models";

export interface NavigationEntry {
  path: string;
  label: string;
  icon: Component<LucideProps>;
  /** Who finds the page useful; the data behind it is guarded by the database. */
  lowestRole: OrganizationRole;
  /** Only for those who operate the installation. */
  isForPlatformAdmins?: true;
}

export interface NavigationGroup {
  label: string | null;
  entries: NavigationEntry[];
}

/** The menu. A new page is one route in routes.tsx and one entry here. */
export const navigation: NavigationGroup[] = [
  {
    label: null,
    entries: [
      { path: "/", label: "Dashboard", icon: ChartColumn, lowestRole: "agent" },
      { path: "/reports", label: "Reports", icon: PhoneCall, lowestRole: "agent" },
      { path: "/recordings", label: "Recordings", icon: AudioLines, lowestRole: "agent" },
      { path: "/sms", label: "Messages", icon: MessagesSquare, lowestRole: "agent" },
      { path: "/numbers", label: "Numbers", icon: Hash, lowestRole: "agent" },
      { path: "/sync", label: "Sync", icon: RefreshCw, lowestRole: "manager" },
    ],
  },
  {
    label: "Admin",
    entries: [
      { path: "/admin/people", label: "People", icon: Users, lowestRole: "admin" },
      { path: "/admin/mightycall", label: "Integrations", icon: Plug, lowestRole: "admin" },
      { path: "/admin/audit", label: "Audit log", icon: ScrollText, lowestRole: "admin" },
    ],
  },
  {
    label: "Platform",
    entries: [
      {
        path: "/platform",
        label: "Organizations",
        icon: Building,
        lowestRole: "agent",
        isForPlatformAdmins: true,
      },
    ],
  },
  {
    label: null,
    entries: [{ path: "/settings", label: "Settings", icon: Settings, lowestRole: "agent" }],
  },
];
