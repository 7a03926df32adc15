import { Show } from "solid-js";
import { formatCount } from "~/lib/format";
import { callsWithoutLength } from "../figures.models";
import { Figure, type FigureSource } from "./figure";
import { MessagesPanel } from "./messages-panel";
import { Panel } from "./panel";

interface ActivityPanelsProps {
  source: FigureSource;
  isOutdated: boolean;
}

/** Talk time, outbound calls and messages, side by side where there is room. */
export function ActivityPanels(props: ActivityPanelsProps) {
  return (
    <div class="grid gap-4 md:grid-cols-2 xl:grid-cols-[minmax(0,2.5fr)_minmax(0,1fr)_minmax(0,1fr)]">
      <TalkPanel {...props} />
      <Panel title="Outbound calls" isOutdated={props.isOutdated}>
        <div class="grid grid-cols-2 gap-4 px-4 pt-1 pb-5 sm:px-6 xl:grid-cols-1">
          <Figure id="outbound" size="medium" source={props.source} />
          <Figure id="outboundAnswered" size="medium" source={props.source} />
        </div>
      </Panel>
      <MessagesPanel {...props} />
    </div>
  );
}

function TalkPanel(props: ActivityPanelsProps) {
  const unmeasured = () => (props.source.kpis ? callsWithoutLength(props.source.kpis) : 0);
  return (
    <Panel title="Talk time" isOutdated={props.isOutdated} class="md:max-xl:col-span-2">
      <div class="grid grid-cols-2 gap-4 px-4 pt-1 pb-5 sm:px-6">
        <Figure id="talkAverage" size="medium" source={props.source} />
        <Figure id="talkMedian" size="medium" source={props.source} />
        <Figure id="talkNinetieth" size="medium" source={props.source} />
        <Figure id="talkTotal" size="medium" source={props.source} />
      </div>
      <Show when={unmeasured() > 0}>
        <p class="border-line border-t px-4 py-2.5 text-ink-muted text-sm sm:px-6">
          Without {formatCount(unmeasured(), "answered call")} whose length MightyCall doesn't tell.
        </p>
      </Show>
    </Panel>
  );
}
