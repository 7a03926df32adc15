import { createEffect, type JSX, Show } from "solid-js";

interface PageProps {
  title: string;
  /** One sentence on what the page shows. */
  description?: JSX.Element;
  actions?: JSX.Element;
  children: JSX.Element;
}

/** The frame of every page in the shell: document title, heading and actions. */
export function Page(props: PageProps) {
  createEffect(() => {
    document.title = `${props.title} · VictorySync`;
  });
  return (
    <div class="mx-auto flex w-full max-w-7xl flex-col gap-5 px-4 py-5 sm:px-6 sm:py-7 lg:px-8 print:max-w-none print:p-0">
      <header class="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div class="min-w-0 flex-1 basis-72">
          <h1 class="text-2xl">{props.title}</h1>
          <Show when={props.description}>
            <p class="mt-1 max-w-2xl text-ink-muted print:hidden">{props.description}</p>
          </Show>
        </div>
        <Show when={props.actions}>
          <div class="flex flex-wrap items-center gap-2 print:hidden">{props.actions}</div>
        </Show>
      </header>
      {props.children}
    </div>
  );
}
