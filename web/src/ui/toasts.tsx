import CircleCheck from "lucide-solid/icons/circle-check";
import OctagonAlert from "lucide-solid/icons/octagon-alert";
import X from "lucide-solid/icons/x";
import { createSignal, For, onCleanup, Show } from "solid-js";
import { describe } from "~/lib/problem";
import { IconButton } from "./icon-button";

interface Toast {
  tone: "positive" | "negative";
  title: string;
  description: string | undefined;
}

const [toasts, setToasts] = createSignal<Toast[]>([]);
const mostAtOnce = 3;
const shownMs = { positive: 5000, negative: 10_000 };

function show(toast: Toast) {
  setToasts((shown) => [...shown, toast].slice(-mostAtOnce));
}

function dismiss(toast: Toast) {
  setToasts((shown) => shown.filter((other) => other !== toast));
}

/** Says that something worked. */
export function toastSuccess(title: string, description?: string) {
  show({ tone: "positive", title, description });
}

/** Says what went wrong and what to do. */
export function toastProblem(error: unknown) {
  const { message, hint } = describe(error);
  show({ tone: "negative", title: message, description: hint });
}

/** Where toasts appear; once in the app. Part of the first load, for it must work when nothing else can be loaded. */
export function ToastRegion() {
  return (
    <section
      aria-label="Notifications"
      aria-live="polite"
      aria-relevant="additions"
      class="pointer-events-none fixed inset-x-4 bottom-20 z-60 flex flex-col items-end gap-2 sm:left-auto sm:w-96 sm:right-6 lg:bottom-6 print:hidden"
    >
      <For each={toasts()}>{(toast) => <ToastCard toast={toast} />}</For>
    </section>
  );
}

function ToastCard(props: { toast: Toast }) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = () => {
    timer = setTimeout(() => dismiss(props.toast), shownMs[props.toast.tone]);
  };
  const pause = () => clearTimeout(timer);
  start();
  onCleanup(pause);
  return (
    <div
      class="pointer-events-auto flex w-full animate-rise items-start gap-3 rounded-xl border border-line bg-raised py-2 pr-2 pl-3.5 shadow-floating"
      onPointerEnter={pause}
      onPointerLeave={start}
      onFocusIn={pause}
      onFocusOut={start}
    >
      <Show
        when={props.toast.tone === "positive"}
        fallback={<OctagonAlert class="mt-2 size-4.5 shrink-0 text-negative" aria-hidden="true" />}
      >
        <CircleCheck class="mt-2 size-4.5 shrink-0 text-positive" aria-hidden="true" />
      </Show>
      <div class="min-w-0 flex-1 py-1.5">
        <p class="font-medium">{props.toast.title}</p>
        <Show when={props.toast.description}>
          <p class="mt-0.5 text-ink-muted text-sm">{props.toast.description}</p>
        </Show>
      </div>
      <IconButton label="Dismiss" onClick={() => dismiss(props.toast)}>
        <X class="size-4" aria-hidden="true" />
      </IconButton>
    </div>
  );
}
