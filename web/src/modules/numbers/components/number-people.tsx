import UserRoundPlus from "lucide-solid/icons/user-round-plus";
import { createMemo, createSignal, For, Show } from "solid-js";
import { formatPhoneNumber } from "~/lib/phone-number";
import { useOrganization } from "~/modules/organizations/organization.context";
import { roleLabels } from "~/modules/organizations/organizations.models";
import type { Person } from "~/modules/people/people.models";
import { Avatar } from "~/ui/avatar";
import { Picker } from "~/ui/picker";
import { Popover } from "~/ui/popover";
import { toastProblem } from "~/ui/toasts";
import { assignedPeople, type PhoneNumber } from "../numbers.models";
import { useChangeAssignment } from "../numbers.queries";

interface NumberPeopleProps {
  number: PhoneNumber;
  people: Person[];
}

const shownPeople = 3;

/** Who sees a number; managers change it right here. */
export function NumberPeople(props: NumberPeopleProps) {
  const { organization } = useOrganization();
  const change = useChangeAssignment(organization().id);
  const [isOpen, setIsOpen] = createSignal(false);

  const assigned = createMemo(() => assignedPeople(props.number, props.people));
  const options = createMemo(() =>
    props.people.map((person) => ({
      id: person.userId,
      label: person.name,
      description: person.name === person.email ? roleLabels[person.role] : person.email,
      isChosen: assigned().includes(person),
    })),
  );

  function toggle(userId: string) {
    const isAssigned = !assigned().some((person) => person.userId === userId);
    change.mutate({ phoneNumberId: props.number.id, userId, isAssigned }, { onError: toastProblem });
  }

  return (
    <Popover
      label={`People assigned to ${formatPhoneNumber(props.number.number)}`}
      triggerLabel={assigned().length > 0 ? "Assigned to" : ""}
      isOpen={isOpen()}
      onOpenChange={setIsOpen}
      placement="bottom-end"
      triggerClass="-mx-1.5 inline-flex min-h-9 max-w-full items-center gap-2 rounded-lg px-1.5 text-left transition-colors hover:bg-hover pointer-coarse:min-h-11"
      trigger={
        <Show
          when={assigned().length > 0}
          fallback={
            <span class="inline-flex items-center gap-2 text-ink-muted">
              <UserRoundPlus class="size-4" aria-hidden="true" />
              Assign people
            </span>
          }
        >
          <span class="flex -space-x-1">
            <For each={assigned().slice(0, shownPeople)}>
              {(person) => <Avatar name={person.name} class="size-7! ring-2 ring-surface" />}
            </For>
          </span>
          <span class="min-w-0 truncate">{assigned()[0]?.name}</span>
          <Show when={assigned().length > 1}>
            <span class="shrink-0 text-ink-muted">+{assigned().length - 1}</span>
          </Show>
        </Show>
      }
    >
      <Picker
        label="Find a person"
        isMultiple
        options={options()}
        leading={(option) => <Avatar name={option.label} class="size-7!" />}
        empty="Nobody of this name is in the organization."
        onPick={toggle}
      />
    </Popover>
  );
}
