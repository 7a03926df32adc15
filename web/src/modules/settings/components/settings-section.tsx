import { createUniqueId, type JSX } from "solid-js";
import { Card } from "~/ui/card";

interface SettingsSectionProps {
  title: string;
  description: JSX.Element;
  children: JSX.Element;
}

/** One topic of the settings: what it is about on the left, its form on the right. */
export function SettingsSection(props: SettingsSectionProps) {
  const id = createUniqueId();
  return (
    <Card
      aria-labelledby={id}
      class="grid gap-x-10 gap-y-5 p-5 sm:p-6 lg:grid-cols-[minmax(0,17rem)_minmax(0,26rem)]"
    >
      <header>
        <h2 id={id} class="text-lg">
          {props.title}
        </h2>
        <p class="mt-1 text-pretty text-ink-muted text-sm">{props.description}</p>
      </header>
      <div>{props.children}</div>
    </Card>
  );
}
