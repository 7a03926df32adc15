import { createUniqueId, For } from "solid-js";
import { timeZones } from "~/lib/time-zone";
import { TextField } from "./text-field";

interface TimeZoneFieldProps {
  value: string;
  onChange: (timeZone: string) => void;
  hint?: string;
  error?: string | undefined;
}

/** An IANA time zone; the browser's own list completes what is typed. */
export function TimeZoneField(props: TimeZoneFieldProps) {
  const listId = createUniqueId();
  return (
    <>
      <TextField
        label="Time zone"
        list={listId}
        value={props.value}
        onChange={props.onChange}
        error={props.error}
        hint={props.hint}
        autocomplete="off"
        spellcheck={false}
      />
      <datalist id={listId}>
        <For each={timeZones()}>{(timeZone) => <option value={timeZone} />}</For>
      </datalist>
    </>
  );
}
