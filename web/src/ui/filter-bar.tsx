import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import { createSignal, type JSX, type ParentProps, Show } from "solid-js";
import type { Period } from "~/lib/period";
import { Button } from "./button";
import { PeriodField } from "./period-field";
import { SearchField } from "./search-field";

interface FilterBarProps extends ParentProps {
  /** What is filtered, in the plural: "calls". */
  what: string;
  period: Period;
  timeZone: string;
  search: string;
  /** How many of the filters are on, the period left out. */
  activeCount: number;
  /** What stands beside the period, folded or not. */
  beside?: JSX.Element;
  onChange: (change: { period: Period } | { search: string }) => void;
}

/** A field of a filter bar, as wide as its like. */
export const filterFieldClass = "w-36 max-md:flex-1 max-md:basis-[45%]";

/** What narrows a list: the period, a search and more fields, which on phones are folded behind a button. */
export function FilterBar(props: FilterBarProps) {
  const [isUnfolded, setIsUnfolded] = createSignal(false);
  return (
    <search class="flex flex-wrap items-center gap-2 print:hidden" aria-label={`Filter the ${props.what}`}>
      <PeriodField
        value={props.period}
        timeZone={props.timeZone}
        onChange={(period) => props.onChange({ period })}
      />
      {props.beside}
      <div class="order-last min-w-0 flex-1 basis-full md:order-none md:basis-40 xl:max-w-72">
        <SearchField
          label="Find a name or number"
          placeholder="Name or number"
          value={props.search}
          onSearch={(search) => props.onChange({ search })}
        />
      </div>
      <Button
        class="ml-auto md:hidden"
        aria-expanded={isUnfolded()}
        aria-label={`Filters, ${props.activeCount} on`}
        onClick={() => setIsUnfolded(!isUnfolded())}
      >
        <SlidersHorizontal class="size-4" aria-hidden="true" />
        <Show when={props.activeCount > 0}>
          <span class="rounded-full bg-accent px-1.5 text-on-accent text-xs">{props.activeCount}</span>
        </Show>
      </Button>
      <div class={isUnfolded() ? "contents" : "contents max-md:hidden"}>{props.children}</div>
    </search>
  );
}
