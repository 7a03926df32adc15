import { createMemo, For, type JSX, Show } from "solid-js";
import { formatCount } from "~/lib/format";
import { type CallKpis, figures } from "../figures.models";
import { Figure, type FigureSource } from "./figure";
import { outcomeColors } from "./outcome-colors";
import { Panel } from "./panel";

const outcomes = ["answered", "missed", "abandoned", "voicemail"] as const;

interface InboundPanelProps {
  source: FigureSource;
  isOutdated: boolean;
  /** What the figures are compared with. */
  comparison: JSX.Element;
}

/** What became of the calls that came in: the first thing to know in the morning. */
export function InboundPanel(props: InboundPanelProps) {
  const unclear = () => props.source.kpis?.inbound_unknown ?? 0;
  return (
    <Panel
      title="Inbound calls"
      isOutdated={props.isOutdated}
      aside={<p class="min-h-5 text-ink-muted text-sm">{props.comparison}</p>}
    >
      <div class="grid grid-cols-2 gap-x-4 gap-y-4 px-4 pt-1 sm:grid-cols-3 sm:px-6">
        <Figure id="offered" size="large" source={props.source} />
        <Figure id="answerRate" size="large" source={props.source} />
        <div class="max-sm:col-span-2">
          <Figure
            id="serviceLevel"
            size="large"
            source={props.source}
            note="MightyCall gives no waiting time."
          />
        </div>
      </div>
      <div class="px-4 pt-5 sm:px-6">
        <Composition kpis={props.source.kpis} />
      </div>
      <div class="grid grid-cols-2 gap-x-4 gap-y-4 px-4 pt-4 pb-5 sm:px-6 lg:grid-cols-4">
        <For each={outcomes}>
          {(id) => <Figure id={id} size="medium" source={props.source} color={outcomeColors[id]} />}
        </For>
      </div>
      <Show when={unclear() > 0}>
        <p class="border-line border-t px-4 py-2.5 text-ink-muted text-sm sm:px-6">
          {formatCount(unclear(), "more inbound call")} whose outcome MightyCall doesn't tell{" "}
          {unclear() === 1 ? "is" : "are"} in none of these figures.
        </p>
      </Show>
    </Panel>
  );
}

/** The outcomes of the offered calls as parts of one bar; the figures below it say the same in numbers. */
function Composition(props: { kpis: CallKpis | undefined }) {
  const parts = createMemo(() => {
    const { kpis } = props;
    if (!kpis || kpis.inbound_offered === 0) return [];
    const present = outcomes.filter((id) => (figures[id].value(kpis) ?? 0) > 0);
    return present.map((id) => ({ id, count: figures[id].value(kpis) ?? 0 }));
  });
  return (
    <div class="flex h-3 gap-0.5 overflow-hidden rounded-full bg-hover" aria-hidden="true">
      <For each={parts()}>
        {(part) => (
          <span
            class="min-w-1 [print-color-adjust:exact] motion-safe:transition-[flex-grow]"
            style={{ "flex-grow": part.count, "background-color": outcomeColors[part.id] }}
          />
        )}
      </For>
    </div>
  );
}
