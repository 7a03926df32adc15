import { formatPhoneNumber } from "~/lib/phone-number";
import { Select } from "~/ui/select";
import type { PhoneNumber } from "../numbers.models";

interface NumberSelectProps {
  numbers: PhoneNumber[];
  /** A number's id, "all" or "none". */
  value: string;
  /** Whether rows of no number can be asked for. */
  offersNone?: boolean;
  onChange: (phoneNumberId: string) => void;
}

/** Picks one of the business numbers, or all. */
export function NumberSelect(props: NumberSelectProps) {
  const options = () => [
    { value: "all", label: "All numbers" },
    ...(props.offersNone ? [{ value: "none", label: "No number" }] : []),
    ...props.numbers.map((number) => ({
      value: number.id,
      label: [number.label, formatPhoneNumber(number.number)].filter(Boolean).join(" · "),
    })),
  ];
  return (
    <Select
      label="Number"
      options={options()}
      value={props.value}
      neutralValue="all"
      onChange={props.onChange}
    />
  );
}
