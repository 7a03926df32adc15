import Columns3 from "lucide-solid/icons/columns-3";
import { createSignal } from "solid-js";
import { buttonClass } from "~/ui/button";
import { CheckboxList } from "~/ui/checkbox-list";
import { Popover } from "~/ui/popover";
import { type CallColumn, callColumnLabels, optionalCallColumns } from "../call-columns.models";

interface ColumnsButtonProps {
  columns: CallColumn[];
  onChoose: (columns: CallColumn[]) => void;
}

const options = optionalCallColumns.map((value) => ({ value, label: callColumnLabels[value] }));

/** Shows and hides columns of the call log. Not on phones, where there are none. */
export function ColumnsButton(props: ColumnsButtonProps) {
  const [isOpen, setIsOpen] = createSignal(false);
  return (
    <Popover
      label="Columns"
      triggerLabel="Choose the"
      placement="bottom-end"
      isOpen={isOpen()}
      onOpenChange={setIsOpen}
      triggerClass={`${buttonClass("quiet", "small")} max-md:hidden`}
      trigger={
        <>
          <Columns3 class="size-4" aria-hidden="true" />
          Columns
        </>
      }
    >
      <CheckboxList label="Columns" options={options} values={props.columns} onChange={props.onChoose} />
      <p class="border-line border-t px-3.5 py-2.5 text-ink-muted text-sm">
        Contact and time are always shown. The CSV has the same columns.
      </p>
    </Popover>
  );
}
