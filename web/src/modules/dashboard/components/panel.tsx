import { type JSX, Show } from "solid-js";
import { classNames } from "~/lib/class-names";
import { Card } from "~/ui/card";
import { type PanelId, panelDefinitions } from "../dashboard.definitions";
import { DefinitionButton } from "./definition-button";

interface PanelProps {
  title: string;
  /** What the panel means, if it isn't said with each of its figures. */
  definition?: PanelId;
  aside?: JSX.Element;
  /** Whether what is shown still belongs to the filters before. */
  isOutdated: boolean;
  class?: string;
  children: JSX.Element;
}

/** A part of the dashboard. */
export function Panel(props: PanelProps) {
  return (
    <Card
      class={classNames("flex min-w-0 flex-col", props.class)}
      aria-label={props.title}
      aria-busy={props.isOutdated}
    >
      <header class="flex min-h-13 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 pt-3 pb-1 sm:px-6">
        <h2 class="flex items-center gap-1 text-lg">
          {props.title}
          <Show when={props.definition}>
            {(id) => <DefinitionButton definition={panelDefinitions[id()]} />}
          </Show>
        </h2>
        {props.aside}
      </header>
      <div
        class="flex min-h-0 flex-1 flex-col"
        classList={{ "opacity-60 transition-opacity": props.isOutdated }}
      >
        {props.children}
      </div>
    </Card>
  );
}
