import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import { createMemo, For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { classNames } from "~/lib/class-names";
import { unknown } from "~/lib/format";
import { ChartSwatch } from "~/ui/chart-swatch";
import { Skeleton } from "~/ui/skeleton";
import { type FigureId, figureDefinitions } from "../dashboard.definitions";
import type { DashboardFilters } from "../dashboard.models";
import { type Delta, deltaOf, isWelcome } from "../delta.models";
import { figureHref } from "../drill-down.models";
import { figureParts, formatFigure } from "../figure-format.models";
import { type CallKpis, figures } from "../figures.models";
import { DefinitionButton } from "./definition-button";

/** What all figures of the page are taken from. */
export interface FigureSource {
  filters: DashboardFilters;
  /** Undefined while they load. */
  kpis: CallKpis | undefined;
  /** Undefined while they load, null when the period can't be compared with the one before. */
  previous: CallKpis | undefined | null;
}

interface FigureProps {
  id: FigureId;
  source: FigureSource;
  size: "large" | "medium";
  /** The colour that stands for it in the charts. */
  color?: string;
  /** Said in place of a comparison. */
  note?: JSX.Element;
}

/** It keeps a number and its unit together. */
const narrowSpace = "\u202f";

const sizes = {
  large: { number: "text-4xl/11 tracking-tight", unit: "text-xl", skeleton: "my-1 h-9 w-28" },
  medium: { number: "text-2xl/9 tracking-tight", unit: "text-base", skeleton: "my-1 h-7 w-20" },
};

/** A number with its name, its meaning, how it changed, and a way to the rows behind it. */
export function Figure(props: FigureProps) {
  const figure = () => figures[props.id];
  const definition = () => figureDefinitions[props.id];
  const value = createMemo(() => (props.source.kpis ? figure().value(props.source.kpis) : null));
  const href = () => (value() === null ? undefined : figureHref(props.source.filters, figure()));
  return (
    <div class="min-w-0">
      <div class="flex min-h-7 items-center gap-1 text-ink-muted">
        <Show when={props.color}>
          {(color) => <ChartSwatch color={color()} class="mr-1 size-2.5 shrink-0" />}
        </Show>
        <span class="truncate">{definition().label}</span>
        <DefinitionButton definition={definition()} />
      </div>
      <Show when={props.source.kpis} fallback={<Skeleton class={sizes[props.size].skeleton} />}>
        <p class={classNames("whitespace-nowrap font-semibold", sizes[props.size].number)}>
          <Show when={href()} fallback={<FigureValue {...props} value={value()} />}>
            {(address) => (
              <a
                href={address()}
                class="rounded-sm decoration-2 decoration-line-strong underline-offset-6 hover:underline"
              >
                <FigureValue {...props} value={value()} />
                <span class="sr-only">
                  , {definition().label.toLowerCase()}: show the {figure().calls ? "calls" : "messages"}
                </span>
              </a>
            )}
          </Show>
        </p>
      </Show>
      <div class={classNames("min-h-5 text-sm", props.note === undefined && "max-sm:min-h-10")}>
        <Show
          when={props.note === undefined}
          fallback={<p class="text-ink-muted text-pretty">{props.note}</p>}
        >
          <Change id={props.id} source={props.source} value={value()} />
        </Show>
      </div>
    </div>
  );
}

function FigureValue(props: FigureProps & { value: number | null }) {
  const parts = () => figureParts(figures[props.id].kind, props.value);
  return (
    <Show when={parts()} fallback={<span class="text-ink-faint">{unknown}</span>}>
      {(shown) => (
        <For each={shown()}>
          {(part, index) => (
            <>
              <Show when={index() > 0}> </Show>
              {part.number}
              <Show when={part.unit}>
                <span class={classNames("font-medium text-ink-muted", sizes[props.size].unit)}>
                  {figures[props.id].kind === "rate" ? "" : narrowSpace}
                  {part.unit}
                </span>
              </Show>
            </>
          )}
        </For>
      )}
    </Show>
  );
}

interface ChangeProps {
  id: FigureId;
  source: FigureSource;
  value: number | null;
}

function Change(props: ChangeProps) {
  const previous = () => props.source.previous;
  const figure = () => figures[props.id];
  const before = () => {
    const kpis = previous();
    return kpis ? figure().value(kpis) : null;
  };
  const delta = createMemo(() => deltaOf(figure().kind, props.value, before()));
  const isLoading = () => previous() === undefined || props.source.kpis === undefined;
  return (
    <Show when={!isLoading()} fallback={<Skeleton class="h-3 w-32 max-w-full translate-y-1" />}>
      <Show when={previous() !== null}>
        <p class="flex flex-wrap gap-x-1.5 text-ink-muted max-sm:flex-col">
          <Show when={delta()}>
            {(change) => <DeltaText delta={change()} isMoreWelcome={figure().isMoreWelcome} />}
          </Show>
          <span>
            {before() === null ? "unknown before" : `${formatFigure(figure().kind, before())} before`}
          </span>
        </p>
      </Show>
    </Show>
  );
}

function DeltaText(props: { delta: Delta; isMoreWelcome: boolean | null }) {
  const tone = () =>
    ({ true: "text-positive", false: "text-negative", null: "text-ink" })[
      `${isWelcome(props.delta, props.isMoreWelcome)}`
    ];
  return (
    <span class={classNames("inline-flex items-center gap-0.5 whitespace-nowrap font-medium", tone())}>
      <Show when={props.delta.trend !== "same"}>
        <Dynamic
          component={props.delta.trend === "up" ? ArrowUp : ArrowDown}
          class="size-3.5"
          strokeWidth={2.25}
          aria-hidden="true"
        />
      </Show>
      {props.delta.text}
    </span>
  );
}
