import { createMemo, Match, Switch } from "solid-js";
import { formatCount } from "~/lib/format";
import { businessNumberName, type PhoneNumber } from "~/modules/numbers/numbers.models";
import { hasRole } from "~/modules/organizations/organizations.models";
import type { Person } from "../people.models";

/** Which numbers a person sees, in few words; undefined numbers are not known yet. */
export function SeenNumbers(props: { person: Person; numbers: PhoneNumber[] | undefined }) {
  const own = createMemo(() =>
    (props.numbers ?? []).filter((number) =>
      number.number_assignments.some((assignment) => assignment.user_id === props.person.userId),
    ),
  );
  const names = () =>
    own()
      .map((number) => businessNumberName(number))
      .join(", ");
  return (
    <Switch
      fallback={
        <>
          <span class="block">{formatCount(own().length, "number")}</span>
          <span class="block truncate text-ink-muted text-xs">{names()}</span>
        </>
      }
    >
      <Match when={hasRole(props.person.role, "manager")}>
        <span class="text-ink-muted">All numbers</span>
      </Match>
      <Match when={props.numbers === undefined}>
        <span class="text-ink-faint">—</span>
      </Match>
      <Match when={own().length === 0}>
        <span class="text-caution">No number, so no data</span>
      </Match>
    </Switch>
  );
}
