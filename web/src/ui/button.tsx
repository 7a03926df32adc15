import { type ComponentProps, Show, splitProps } from "solid-js";
import { classNames } from "~/lib/class-names";
import { Spinner } from "./spinner";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "medium" | "small";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent shadow-raised hover:not-disabled:bg-accent-hover",
  secondary: "border border-line-strong bg-surface text-ink shadow-raised hover:not-disabled:bg-hover",
  quiet: "text-ink-muted hover:not-disabled:bg-hover hover:not-disabled:text-ink",
  danger: "bg-negative-solid text-on-accent shadow-raised hover:not-disabled:brightness-95",
};

const sizes: Record<ButtonSize, string> = {
  medium: "min-h-9 px-3.5 text-base pointer-coarse:min-h-11",
  small: "min-h-8 px-2.5 text-sm pointer-coarse:min-h-11",
};

/** The looks of a button, for links that should look like one. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "medium"): string {
  return classNames(
    "inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-lg font-medium transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    variants[variant],
    sizes[size],
  );
}

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows a spinner and refuses clicks, without losing the focus as `disabled` would. */
  isBusy?: boolean;
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, [
    "variant",
    "size",
    "isBusy",
    "aria-disabled",
    "class",
    "children",
    "onClick",
  ]);
  return (
    <button
      type="button"
      {...rest}
      class={classNames(buttonClass(own.variant, own.size), own.class)}
      aria-busy={own.isBusy}
      aria-disabled={own.isBusy || own["aria-disabled"]}
      onClick={(event) => {
        if (own.isBusy) event.preventDefault();
        else if (typeof own.onClick === "function") own.onClick(event);
      }}
    >
      <Show when={own.isBusy}>
        <Spinner />
      </Show>
      {own.children}
    </button>
  );
}
