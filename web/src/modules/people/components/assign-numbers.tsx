import { useQueryClient } from "@tanstack/solid-query";
import Hash from "lucide-solid/icons/hash";
import { createMemo, createSignal } from "solid-js";
import { formatPhoneNumber } from "~/lib/phone-number";
import { businessNumberName, type PhoneNumber } from "~/modules/numbers/numbers.models";
import { useChangeAssignment } from "~/modules/numbers/numbers.queries";
import { useOrganization } from "~/modules/organizations/organization.context";
import { buttonClass } from "~/ui/button";
import { Picker } from "~/ui/picker";
import { Popover } from "~/ui/popover";
import { toastProblem } from "~/ui/toasts";
import { accessPreviewOptions } from "../access-preview.queries";
import type { Person } from "../people.models";

/** Gives an agent numbers, or takes them back. */
export function AssignNumbers(props: { person: Person; numbers: PhoneNumber[] }) {
  const queryClient = useQueryClient();
  const { organization } = useOrganization();
  const change = useChangeAssignment(organization().id);
  const [isOpen, setIsOpen] = createSignal(false);
  const isAssigned = (number: PhoneNumber) =>
    number.number_assignments.some((assignment) => assignment.user_id === props.person.userId);
  const options = createMemo(() =>
    props.numbers.map((number) => {
      const written = number.label && formatPhoneNumber(number.number);
      const inactive = number.is_active ? "" : "Inactive";
      return {
        id: number.id,
        label: businessNumberName(number),
        description: [written, inactive].filter(Boolean).join(" · "),
        isChosen: isAssigned(number),
      };
    }),
  );

  function toggle(phoneNumberId: string) {
    const number = props.numbers.find(({ id }) => id === phoneNumberId);
    if (!number) return;
    const { queryKey } = accessPreviewOptions(organization().id, props.person.userId);
    change.mutate(
      { phoneNumberId, userId: props.person.userId, isAssigned: !isAssigned(number) },
      { onError: toastProblem, onSettled: () => queryClient.invalidateQueries({ queryKey }) },
    );
  }

  return (
    <div>
      <Popover
        label={`Numbers of ${props.person.name}`}
        triggerLabel=""
        isOpen={isOpen()}
        onOpenChange={setIsOpen}
        triggerClass={buttonClass("secondary")}
        trigger={
          <>
            <Hash class="size-4" aria-hidden="true" />
            Assign numbers
          </>
        }
      >
        <Picker
          label="Find a number"
          isMultiple
          options={options()}
          empty="No number of this name."
          onPick={toggle}
        />
      </Popover>
    </div>
  );
}
