import { For, Show } from "solid-js";
import { classNames } from "~/lib/class-names";
import { formatPhoneNumber } from "~/lib/phone-number";
import type { Person } from "~/modules/people/people.models";
import { Skeleton } from "~/ui/skeleton";
import { type NumberActivity, numberTraits, type PhoneNumber } from "../numbers.models";
import { NumberActivityCounts } from "./number-activity";
import { NumberStateBadge } from "./number-badges";
import { NumberPeople } from "./number-people";

interface NumbersTableProps {
  numbers: PhoneNumber[];
  /** What went on on each; undefined while it loads or when it couldn't be loaded. */
  activity: ReadonlyMap<string, NumberActivity> | undefined;
  isActivityUnknown: boolean;
  /** Whether the person may say who sees a number. */
  isAssignable: boolean;
  /** Everyone who can be assigned; undefined while they load or when they couldn't be loaded. */
  people: Person[] | undefined;
  arePeopleUnknown: boolean;
}

const headClass = "px-5 py-2.5 text-left font-medium";

/** Numbers as a table, which stacks into cards where it would not fit. */
export function NumbersTable(props: NumbersTableProps) {
  return (
    <table class="w-full max-md:block">
      <caption class="sr-only">Phone numbers</caption>
      <thead class="border-line border-b text-ink-muted text-xs max-md:sr-only">
        <tr>
          <th class={headClass} scope="col">
            Number
          </th>
          <th class={headClass} scope="col">
            Label
          </th>
          <th class={headClass} scope="col">
            State
          </th>
          <th class={classNames(headClass, "w-48")} scope="col">
            Last 7 days
          </th>
          <Show when={props.isAssignable}>
            <th class={classNames(headClass, "w-72")} scope="col">
              Assigned people
            </th>
          </Show>
        </tr>
      </thead>
      <tbody class="divide-y divide-line max-md:block">
        <For each={props.numbers}>
          {(number) => (
            <tr class="max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1 max-md:px-4 max-md:py-3.5">
              <th scope="row" class="px-5 py-3 text-left font-medium max-md:p-0">
                <span class={classNames("whitespace-nowrap", !number.is_active && "text-ink-muted")}>
                  {formatPhoneNumber(number.number)}
                </span>
                <Show when={numberTraits(number)}>
                  {(traits) => <span class="block font-normal text-ink-faint text-xs">{traits()}</span>}
                </Show>
              </th>
              <td class="px-5 py-3 max-md:order-2 max-md:col-span-2 max-md:p-0">
                <Show
                  when={number.label}
                  fallback={<span class="text-ink-faint max-md:hidden">No label</span>}
                >
                  {number.label}
                </Show>
              </td>
              <td class="px-5 py-3 max-md:p-0 max-md:text-right">
                <NumberStateBadge isActive={number.is_active} />
              </td>
              <td class="px-5 py-3 max-md:order-3 max-md:col-span-2 max-md:p-0">
                <span class="text-ink-muted text-xs md:hidden">Last 7 days: </span>
                <Show when={props.activity} fallback={<Unknown isFailed={props.isActivityUnknown} />}>
                  {(activity) => (
                    <NumberActivityCounts phoneNumberId={number.id} activity={activity().get(number.id)} />
                  )}
                </Show>
              </td>
              <Show when={props.isAssignable}>
                <td class="max-w-72 px-5 py-2 max-md:order-4 max-md:col-span-2 max-md:max-w-none max-md:p-0">
                  <Show when={props.people} fallback={<Unknown isFailed={props.arePeopleUnknown} />}>
                    {(people) => <NumberPeople number={number} people={people()} />}
                  </Show>
                </td>
              </Show>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

/** What isn't there yet, or couldn't be loaded. */
function Unknown(props: { isFailed: boolean }) {
  return (
    <Show when={props.isFailed} fallback={<Skeleton class="h-4 w-28" />}>
      <span class="text-ink-muted">Couldn't be loaded</span>
    </Show>
  );
}
