import AudioLines from "lucide-solid/icons/audio-lines";
import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import CirclePause from "lucide-solid/icons/circle-pause";
import Clock from "lucide-solid/icons/clock";
import Hash from "lucide-solid/icons/hash";
import Hourglass from "lucide-solid/icons/hourglass";
import MessageSquare from "lucide-solid/icons/message-square";
import PhoneCall from "lucide-solid/icons/phone-call";
import type { Tone } from "~/ui/badge";
import type { StreamHealth, SyncStreamName } from "../sync.models";

export const streamIcons: Record<SyncStreamName, typeof Hash> = {
  phone_numbers: Hash,
  calls: PhoneCall,
  sms_messages: MessageSquare,
  recordings: AudioLines,
};

export const healthLooks: Record<StreamHealth, { label: string; tone: Tone; icon: typeof Clock }> = {
  fresh: { label: "Up to date", tone: "positive", icon: CircleCheck },
  late: { label: "Late", tone: "caution", icon: Clock },
  stale: { label: "Out of date", tone: "negative", icon: CircleAlert },
  failing: { label: "Failing", tone: "negative", icon: CircleAlert },
  paused: { label: "Paused", tone: "neutral", icon: CirclePause },
  waiting: { label: "Never synced", tone: "neutral", icon: Hourglass },
};
