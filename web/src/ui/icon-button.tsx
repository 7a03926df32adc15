import { type ComponentProps, splitProps } from "solid-js";
import { classNames } from "~/lib/class-names";

interface IconButtonProps extends ComponentProps<"button"> {
  /** What the button does, for those who don't see the icon. */
  label: string;
}

export function iconButtonClass(): string {
  return "inline-grid size-9 shrink-0 place-items-center rounded-lg text-ink-muted transition-colors hover:bg-hover hover:text-ink pointer-coarse:size-11";
}

export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, ["label", "class"]);
  return (
    <button type="button" {...rest} aria-label={own.label} class={classNames(iconButtonClass(), own.class)} />
  );
}
