import Ban from "lucide-solid/icons/ban";
import CircleCheck from "lucide-solid/icons/circle-check";
import CircleX from "lucide-solid/icons/circle-x";
import Hourglass from "lucide-solid/icons/hourglass";
import LoaderCircle from "lucide-solid/icons/loader-circle";
import { Badge, type Tone } from "~/ui/badge";
import { type SyncJobStatus, statusLabels } from "../sync-jobs.models";

const looks: Record<SyncJobStatus, { tone: Tone; icon: typeof Ban }> = {
  queued: { tone: "neutral", icon: Hourglass },
  running: { tone: "accent", icon: LoaderCircle },
  succeeded: { tone: "positive", icon: CircleCheck },
  failed: { tone: "negative", icon: CircleX },
  cancelled: { tone: "neutral", icon: Ban },
};

export function JobStatusBadge(props: { status: SyncJobStatus }) {
  return (
    <Badge tone={looks[props.status].tone} icon={looks[props.status].icon}>
      {statusLabels[props.status]}
    </Badge>
  );
}
