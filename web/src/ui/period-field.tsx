import CalendarDays from "lucide-solid/icons/calendar-days";
import ChevronDown from "lucide-solid/icons/chevron-down";
import { createSignal, createUniqueId, For, Show } from "solid-js";
import { classNames } from "~/lib/class-names";
import { formatDateTime } from "~/lib/format";
import { type Period, periodDays, periodLabels, periodPresets } from "~/lib/period";
import { type Day, dayOf, isDay } from "~/lib/time-zone";
import { Button } from "./button";
import { Popover } from "./popover";

interface PeriodFieldProps {
  value: Period;
  timeZone: string;
  onChange: (period: Period) => void;
}

function formatDay(day: Day): string {
  return formatDateTime(`${day}T00:00:00Z`, "UTC", "date");
}

/** Which days to look at, in the org's time zone. */
export function PeriodField(props: PeriodFieldProps) {
  const id = createUniqueId();
  const [isOpen, setIsOpen] = createSignal(false);
  const today = () => dayOf(new Date(), props.timeZone);
  const days = () => periodDays(props.value, today());
  const [from, setFrom] = createSignal("");
  const [to, setTo] = createSignal("");
  const label = () => {
    if (props.value.preset !== "custom") return periodLabels[props.value.preset];
    const { from: first, to: last } = props.value;
    return first === last ? formatDay(first) : `${formatDay(first)} – ${formatDay(last)}`;
  };

  function open(willBeOpen: boolean) {
    setFrom(days().from);
    setTo(days().to);
    setIsOpen(willBeOpen);
  }
  function choose(period: Period) {
    props.onChange(period);
    setIsOpen(false);
  }
  function chooseDays(event: SubmitEvent) {
    event.preventDefault();
    const [first, last] = [from(), to()].sort();
    if (isDay(first) && isDay(last)) choose({ preset: "custom", from: first, to: last });
  }

  return (
    <Popover
      label="Period"
      triggerLabel="Period:"
      isOpen={isOpen()}
      onOpenChange={open}
      triggerClass="field flex w-auto! max-w-full items-center gap-2 whitespace-nowrap font-medium"
      trigger={
        <>
          <CalendarDays class="size-4 text-ink-faint" aria-hidden="true" />
          <span class="truncate">{label()}</span>
          <ChevronDown class="size-4 text-ink-faint" aria-hidden="true" />
        </>
      }
    >
      <div class="grid grid-cols-2 gap-1 p-2">
        <For each={periodPresets}>
          {(preset) => (
            <button
              type="button"
              aria-pressed={props.value.preset === preset}
              onClick={() => choose({ preset })}
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
    </Popover>
  );
}
