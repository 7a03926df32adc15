import X from "lucide-solid/icons/x";
import { formatDateTime } from "~/lib/format";
import { agentName, counterpartNames } from "~/modules/calls/components/call-names";
import { businessNumberName, type PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { IconButton } from "~/ui/icon-button";
import type { Playback } from "../playback/playback";
import type { Recording } from "../recordings.models";
import { PlayerControls } from "./recording-player";
import type { Neighbours } from "./transport-buttons";

interface DockedPlayerProps {
  recording: Recording;
  number: PhoneNumber | undefined;
  playback: Playback;
  neighbours: Neighbours;
  onClose: () => void;
}

/** The player at the lower edge of the window, while the list above it is browsed. */
export function DockedPlayer(props: DockedPlayerProps) {
  const { organization } = useOrganization();
  const title = () => counterpartNames(props.recording.call).title;
  const detail = () =>
    [
      formatDateTime(props.recording.started_at, organization().time_zone, "short"),
      businessNumberName(props.number),
      agentName(props.recording.call),
    ]
      .filter(Boolean)
      .join(" · ");
  return (
    <section
      aria-label="Player"
      class="sticky bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-10 animate-slide-up rounded-xl border border-line bg-raised px-3 pt-1.5 pb-2.5 shadow-floating after:-inset-x-px after:absolute after:top-full after:h-5 after:bg-canvas sm:px-4 lg:bottom-4"
    >
      <div class="flex items-center gap-3">
        <p class="min-w-0 flex-1 truncate">
          <span class="font-medium">{title()}</span>
          <span class="ml-2 text-ink-muted text-sm">{detail()}</span>
        </p>
        <IconButton class="-mr-1.5" label="Close the player" onClick={() => props.onClose()}>
          <X class="size-4" aria-hidden="true" />
        </IconButton>
      </div>
      <PlayerControls
        playback={props.playback}
        recordingId={props.recording.id}
        neighbours={props.neighbours}
      />
    </section>
  );
}
