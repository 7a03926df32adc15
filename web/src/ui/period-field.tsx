import CalendarDays from "lucide-solid/icons/calendar-days";
import ChevronDown from "lucide-solid/icons/chevron-down";
import { createSignal, Show } from "solid-js";
import { formatDateTime } from "~/lib/format";
import { type Period, periodLabels } from "~/lib/period";
import { type Day, startOfDay } from "~/lib/time-zone";
import { overlays } from "./overlays/on-demand";
import { Popover } from "./popover";

export interface PeriodFieldProps {
  value: Period;
  timeZone: string;
  onChange: (period: Period) => void;
}

/** Which days to look at, in the org's time zone. */
export function PeriodField(props: PeriodFieldProps) {
  const [isOpen, setIsOpen] = createSignal(false);
  const formatDay = (day: Day) => formatDateTime(startOfDay(day, props.timeZone), props.timeZone, "date");
  const label = () => {
    if (props.value.preset !== "custom") return periodLabels[props.value.preset];
    const { from: first, to: last } = props.value;
    return first === last ? formatDay(first) : `${formatDay(first)} – ${formatDay(last)}`;
  };

  return (
    <Popover
      label="Period"
      triggerLabel="Period:"
      isOpen={isOpen()}
      onOpenChange={setIsOpen}
      triggerClass="field flex w-auto! max-w-full items-center gap-2 whitespace-nowrap font-medium"
      trigger={
        <>
          <CalendarDays class="size-4 text-ink-faint" aria-hidden="true" />
          <span class="truncate">{label()}</span>
          <ChevronDown class="size-4 text-ink-faint" aria-hidden="true" />
        </>
      }
    >
      <Show when={overlays()} keyed>
        {(loaded) => (
          <loaded.PeriodPanel
            {...props}
            onChange={(period) => {
              props.onChange(period);
              setIsOpen(false);
            }}
          />
        )}
      </Show>
    </Popover>
  );
}
