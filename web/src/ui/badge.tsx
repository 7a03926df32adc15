import type { LucideProps } from "lucide-solid";
import type { Component, JSX } from "solid-js";
import { Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { classNames } from "~/lib/class-names";

export type Tone = "neutral" | "positive" | "negative" | "caution" | "notice" | "accent";

const tones: Record<Tone, string> = {
  neutral: "bg-hover text-ink-muted",
  positive: "bg-positive-soft text-positive",
  negative: "bg-negative-soft text-negative",
  caution: "bg-caution-soft text-caution",
  notice: "bg-notice-soft text-notice",
  accent: "bg-accent-soft text-accent-text",
};

interface BadgeProps {
  tone?: Tone;
  icon?: Component<LucideProps>;
  children: JSX.Element;
}

/** A state in a word. The words carry the meaning, the colour and icon only help. */
export function Badge(props: BadgeProps) {
  return (
    <span
      class={classNames(
        "inline-flex h-6 items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 font-medium text-xs",
        tones[props.tone ?? "neutral"],
      )}
    >
      <Show when={props.icon}>
        {(icon) => <Dynamic component={icon()} class="size-3.5" strokeWidth={2.25} aria-hidden="true" />}
      </Show>
      {props.children}
    </span>
  );
}
