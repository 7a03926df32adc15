import { For, Show } from "solid-js";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { roleLabels } from "~/modules/organizations/organizations.models";
import { useUser } from "~/modules/session/session.context";
import { Avatar } from "~/ui/avatar";
import { type Person, rolesToOffer } from "../people.models";
import { PersonMenu } from "./person-menu";
import { RoleSelect } from "./role-select";
import { SeenNumbers } from "./seen-numbers";

interface PeopleTableProps {
  people: Person[];
  numbers: PhoneNumber[] | undefined;
  onPreview: (userId: string) => void;
}

const headClass = "px-3 py-2.5 text-left font-medium first:pl-5 last:pr-4";

/** Members with their roles and the numbers they see; stacks into cards where the table would not fit. */
export function PeopleTable(props: PeopleTableProps) {
  return (
    <table class="w-full table-fixed max-md:block">
      <caption class="sr-only">People</caption>
      <thead class="border-line border-b text-ink-muted text-xs max-md:sr-only">
        <tr>
          <th scope="col" class={`${headClass} w-[36%]`}>
            Person
          </th>
          <th scope="col" class={`${headClass} w-44`}>
            Role
          </th>
          <th scope="col" class={headClass}>
            Sees
          </th>
          <th scope="col" class={`${headClass} w-16`}>
            <span class="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody class="divide-y divide-line max-md:block">
        <For each={props.people}>
          {(person) => (
            <PersonRow
              person={person}
              numbers={props.numbers}
              onPreview={() => props.onPreview(person.userId)}
            />
          )}
        </For>
      </tbody>
    </table>
  );
}

function PersonRow(props: { person: Person; numbers: PhoneNumber[] | undefined; onPreview: () => void }) {
  const user = useUser();
  const { role } = useOrganization();
  const offered = () => rolesToOffer({ userId: user.id, role: role() }, props.person);
  const cellClass = "px-3 py-3 first:pl-5 last:pr-4 max-md:p-0!";
  return (
    <tr class="max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-center max-md:gap-x-3 max-md:gap-y-2.5 max-md:px-4 max-md:py-3.5">
      <th scope="row" class={`${cellClass} text-left font-normal`}>
        <span class="flex items-center gap-3">
          <Avatar name={props.person.name} />
          <span class="min-w-0">
            <span class="block truncate font-medium">
              {props.person.name}
              <Show when={props.person.userId === user.id}>
                <span class="font-normal text-ink-muted"> (you)</span>
              </Show>
            </span>
            <Show when={props.person.name !== props.person.email}>
              <span class="block truncate text-ink-muted text-xs">{props.person.email}</span>
            </Show>
          </span>
        </span>
      </th>
      <td class={`${cellClass} max-md:order-3 max-md:col-span-2`}>
        <Show
          when={offered().length > 0}
          fallback={<span class="font-medium md:px-3">{roleLabels[props.person.role]}</span>}
        >
          <RoleSelect person={props.person} offered={offered()} />
        </Show>
      </td>
      <td class={`${cellClass} max-md:order-4 max-md:col-span-2`}>
        <button
          type="button"
          class="-mx-2 block max-w-full rounded-lg px-2 py-1 text-left hover:bg-hover"
          onClick={() => props.onPreview()}
        >
          <span class="sr-only">What {props.person.name} may see: </span>
          <SeenNumbers person={props.person} numbers={props.numbers} />
        </button>
      </td>
      <td class={`${cellClass} text-right max-md:order-2`}>
        <PersonMenu person={props.person} onPreview={props.onPreview} />
      </td>
    </tr>
  );
}
