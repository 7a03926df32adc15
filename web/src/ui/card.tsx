import { type ComponentProps, splitProps } from "solid-js";
import { classNames } from "~/lib/class-names";

export function Card(props: ComponentProps<"section">) {
  const [own, rest] = splitProps(props, ["class"]);
  return (
    <section
      {...rest}
      class={classNames("rounded-xl border border-line bg-surface shadow-raised", own.class)}
    />
  );
}
