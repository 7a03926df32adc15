import CircleCheck from "lucide-solid/icons/circle-check";
import Info from "lucide-solid/icons/info";
import OctagonAlert from "lucide-solid/icons/octagon-alert";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { classNames } from "~/lib/class-names";

type NoticeTone = "positive" | "negative" | "caution" | "accent";

const looks = {
  positive: { class: "bg-positive-soft text-positive", icon: CircleCheck },
  negative: { class: "bg-negative-soft text-negative", icon: OctagonAlert },
  caution: { class: "bg-caution-soft text-caution", icon: TriangleAlert },
  accent: { class: "bg-accent-soft text-accent-text", icon: Info },
};

interface NoticeProps {
  tone: NoticeTone;
  title: JSX.Element;
  children?: JSX.Element;
  action?: JSX.Element;
}

/** A message that stays in the page until its cause is gone. Errors are announced at once. */
export function Notice(props: NoticeProps) {
  return (
    <div
      role={props.tone === "negative" ? "alert" : "status"}
      class={classNames(
        "flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg px-4 py-3",
        looks[props.tone].class,
      )}
    >
      <Dynamic component={looks[props.tone].icon} class="mt-0.5 size-4.5 shrink-0" aria-hidden="true" />
      <div class="min-w-0 flex-1 basis-48">
        <p class="font-medium">{props.title}</p>
        <Show when={props.children}>
          <div class="mt-0.5 text-ink text-sm">{props.children}</div>
        </Show>
      </div>
      {props.action}
    </div>
  );
}
