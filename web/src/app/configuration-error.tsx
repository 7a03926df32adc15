import { For } from "solid-js";
import { Logo } from "~/ui/logo";

/** Shown when the app was built without its settings: a message for whoever deploys it. */
export function ConfigurationError(props: { missing: readonly string[] }) {
  return (
    <main class="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-5 py-10">
      <Logo class="size-10" />
      <h1 class="mt-6 text-2xl">VictorySync isn't configured</h1>
      <p class="mt-2 text-ink-muted">
        This build doesn't know which Supabase project it belongs to. Set these variables where the app is
        built, build it again, and reload:
      </p>
      <ul class="mt-4 flex flex-col gap-2">
        <For each={props.missing}>
          {(name) => (
            <li class="rounded-lg border border-line bg-surface px-3.5 py-2.5 font-mono text-sm">{name}</li>
          )}
        </For>
      </ul>
    </main>
  );
}
