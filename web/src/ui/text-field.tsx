import * as KobalteTextField from "@kobalte/core/text-field";
import { type ComponentProps, type JSX, Show, splitProps } from "solid-js";

type InputProps = Pick<
  ComponentProps<"input">,
  "type" | "autocomplete" | "autofocus" | "disabled" | "list" | "maxLength" | "placeholder" | "spellcheck"
>;

interface TextFieldProps extends InputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: JSX.Element;
  /** What is wrong with the value; none while it is right. */
  error?: string | undefined;
}

export function TextField(props: TextFieldProps) {
  const [own, input] = splitProps(props, ["label", "value", "onChange", "hint", "error"]);
  return (
    <KobalteTextField.Root
      value={own.value}
      onChange={own.onChange}
      validationState={own.error ? "invalid" : "valid"}
      class="flex flex-col gap-1.5"
    >
      <KobalteTextField.Label class="font-medium text-sm">{own.label}</KobalteTextField.Label>
      <KobalteTextField.Input {...input} class="field" />
      <Show when={own.hint && !own.error}>
        <KobalteTextField.Description class="text-ink-muted text-sm">{own.hint}</KobalteTextField.Description>
      </Show>
      <KobalteTextField.ErrorMessage class="text-negative text-sm">{own.error}</KobalteTextField.ErrorMessage>
    </KobalteTextField.Root>
  );
}
