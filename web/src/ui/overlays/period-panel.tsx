import { createSignal, createUniqueId, For, Show, untrack } from "solid-js";
import { classNames } from "~/lib/class-names";
import { periodDays, periodLabels, periodPresets } from "~/lib/period";
import { isDay } from "~/lib/time-zone";
import { useToday } from "~/lib/today";
import { Button } from "../button";
import type { PeriodFieldProps } from "../period-field";

/** What a period is chosen from: the usual ones, or any days. */
export function PeriodPanel(props: PeriodFieldProps) {
  const id = createUniqueId();
  const today = useToday(() => props.timeZone);
  const shown = untrack(() => periodDays(props.value, today()));
  const [from, setFrom] = createSignal<string>(shown.from);
  const [to, setTo] = createSignal<string>(shown.to);

  function chooseDays(event: SubmitEvent) {
    event.preventDefault();
    const [first, last] = [from(), to()].sort();
    if (isDay(first) && isDay(last)) props.onChange({ preset: "custom", from: first, to: last });
  }

  return (
    <>
      <div class="grid grid-cols-2 gap-1 p-2">
        <For each={periodPresets}>
          {(preset) => (
            <button
              type="button"
              aria-pressed={props.value.preset === preset}
              onClick={() => props.onChange({ preset })}
              class={classNames(
                "min-h-9 rounded-md px-2.5 text-left hover:bg-hover pointer-coarse:min-h-11",
                props.value.preset === preset && "bg-accent-soft font-medium text-accent-text",
              )}
            >
              {periodLabels[preset]}
            </button>
          )}
        </For>
      </div>
      <form class="flex flex-col gap-3 border-line border-t p-3" onSubmit={chooseDays}>
        <div class="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-2">
          <label for={`${id}-from`} class="text-ink-muted text-sm">
            From
          </label>
          <input
            id={`${id}-from`}
            type="date"
            class="field"
            required
            max={today()}
            value={from()}
            onInput={(event) => setFrom(event.currentTarget.value)}
          />
          <label for={`${id}-to`} class="text-ink-muted text-sm">
            To
          </label>
          <input
            id={`${id}-to`}
            type="date"
            class="field"
            required
            max={today()}
            value={to()}
            onInput={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        <Button type="submit" size="small">
          Show these days
        </Button>
        <Show when={props.timeZone}>
          <p class="text-ink-faint text-xs">Days in {props.timeZone.replaceAll("_", " ")}.</p>
        </Show>
      </form>
    </>
  );
}
