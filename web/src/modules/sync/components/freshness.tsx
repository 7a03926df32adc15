import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import CirclePause from "lucide-solid/icons/circle-pause";
import Clock from "lucide-solid/icons/clock";
import { createMemo } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useClock } from "~/lib/clock";
import { formatDateTime, formatRelativeTime } from "~/lib/format";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Tooltip } from "~/ui/tooltip";
import { type StreamHealth, type SyncStream, streamHealth } from "../sync.models";

const looks: Record<StreamHealth, { icon: typeof Clock; class: string }> = {
  fresh: { icon: CircleCheck, class: "text-positive" },
  waiting: { icon: Clock, class: "text-ink-faint" },
  late: { icon: Clock, class: "text-caution" },
  stale: { icon: CircleAlert, class: "text-negative" },
  failing: { icon: CircleAlert, class: "text-negative" },
  paused: { icon: CirclePause, class: "text-caution" },
};

/** "Synced 2 min. ago", with the exact time and any trouble in its tooltip. */
export function Freshness(props: { stream: SyncStream }) {
  const { organization } = useOrganization();
  const nowMs = useClock(15_000);
  const health = createMemo(() => streamHealth(props.stream, nowMs()));
  const lastSuccess = () => props.stream.last_success_at;
  const text = () => {
    const at = lastSuccess();
    const age = at ? `synced ${formatRelativeTime(at, Math.max(nowMs(), Date.parse(at)))}` : "not synced yet";
    if (health() === "paused") return `Sync paused, ${age}`;
    if (health() === "failing") return `Sync failing, ${age}`;
    return age.charAt(0).toUpperCase() + age.slice(1);
  };
  const detail = () => {
    const at = lastSuccess();
    const when = at
      ? `Last synced ${formatDateTime(at, organization().time_zone, "full")}.`
      : "The first sync hasn't finished yet.";
    const reasons = new Set([props.stream.paused_reason, props.stream.error_hint]);
    return [when, ...reasons].filter(Boolean).join(" ");
  };
  return (
    <Tooltip class="inline-flex items-center gap-1.5 rounded-sm text-ink-muted text-sm" content={detail()}>
      <Dynamic
        component={looks[health()].icon}
        class={`size-4 ${looks[health()].class}`}
        aria-hidden="true"
      />
      {text()}
    </Tooltip>
  );
}
