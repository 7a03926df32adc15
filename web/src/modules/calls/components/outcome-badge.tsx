import Ban from "lucide-solid/icons/ban";
import CircleHelp from "lucide-solid/icons/circle-question-mark";
import PhoneCall from "lucide-solid/icons/phone-call";
import PhoneMissed from "lucide-solid/icons/phone-missed";
import PhoneOff from "lucide-solid/icons/phone-off";
import Timer from "lucide-solid/icons/timer-off";
import Voicemail from "lucide-solid/icons/voicemail";
import { Badge, type Tone } from "~/ui/badge";
import { outcomeLabels } from "../call-words.models";
import type { CallOutcome } from "../calls.models";

interface OutcomeLook {
  /** What the word means here, for tooltips and glossaries. */
  meaning: string;
  tone: Tone;
  icon: typeof Ban;
}

export const outcomeLooks: Record<CallOutcome, OutcomeLook> = {
  answered: { meaning: "Someone took the call.", tone: "positive", icon: PhoneCall },
  missed: { meaning: "It rang, and nobody took it.", tone: "negative", icon: PhoneMissed },
  abandoned: {
    meaning: "The caller hung up before anyone could answer.",
    tone: "caution",
    icon: Timer,
  },
  voicemail: {
    meaning: "The caller reached the voicemail.",
    tone: "notice",
    icon: Voicemail,
  },
  no_answer: {
    meaning: "The number that was called didn't answer.",
    tone: "neutral",
    icon: PhoneOff,
  },
  cancelled: {
    meaning: "Hung up before the other side answered.",
    tone: "neutral",
    icon: Ban,
  },
  unknown: {
    meaning: "MightyCall didn't say how it ended.",
    tone: "neutral",
    icon: CircleHelp,
  },
};

export function OutcomeBadge(props: { outcome: CallOutcome }) {
  return (
    <Badge tone={outcomeLooks[props.outcome].tone} icon={outcomeLooks[props.outcome].icon}>
      {outcomeLabels[props.outcome]}
    </Badge>
  );
}
