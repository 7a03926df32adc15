interface ExtensionFieldProps {
  value: string;
  class?: string;
  onChange: (extension: string) => void;
}

/** The extension of an agent, as a filter; applied when the field is left. */
export function ExtensionField(props: ExtensionFieldProps) {
  return (
    <input
      class={`field w-25! ${props.class ?? ""}`}
      aria-label="Agent's extension"
      placeholder="Extension"
      inputMode="numeric"
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value.trim())}
    />
  );
}
