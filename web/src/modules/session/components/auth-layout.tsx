import { createEffect, type JSX, Show } from "solid-js";
import { Logo } from "~/ui/logo";
import { CallPattern } from "./call-pattern";

interface AuthLayoutProps {
  title: string;
  description?: string;
  children: JSX.Element;
  footer?: JSX.Element;
}

/** The frame of the pages for people who aren't in yet. */
export function AuthLayout(props: AuthLayoutProps) {
  createEffect(() => {
    document.title = `${props.title} · VictorySync`;
  });
  return (
    <div class="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <main class="flex flex-col px-5 py-6 sm:px-10 sm:py-8">
        <div class="flex items-center gap-2.5 font-semibold text-lg tracking-tight">
          <Logo class="size-7" />
          VictorySync
        </div>
        <div class="mx-auto flex w-full max-w-[23rem] flex-1 flex-col justify-center py-10">
          <h1 class="text-2xl">{props.title}</h1>
          <Show when={props.description}>
            <p class="mt-1.5 text-ink-muted">{props.description}</p>
          </Show>
          <div class="mt-7">{props.children}</div>
          <Show when={props.footer}>
            <div class="mt-6 flex flex-col gap-2.5 text-ink-muted text-sm">{props.footer}</div>
          </Show>
        </div>
      </main>
      <aside class="relative hidden overflow-hidden border-line border-l bg-sunken lg:block">
        <CallPattern />
        <div class="absolute inset-x-0 bottom-0 p-12">
          <p class="max-w-md text-balance font-semibold text-2xl leading-snug tracking-tight">
            Every call, recording and message. Each person sees exactly what they may.
          </p>
          <p class="mt-2 max-w-md text-pretty text-ink-muted">
            VictorySync keeps your MightyCall account in step, minute by minute.
          </p>
        </div>
      </aside>
    </div>
  );
}
