import { classNames } from "~/lib/class-names";

interface AvatarProps {
  name: string;
  shape?: "person" | "organization";
  class?: string;
}

/** "Ada Lovelace" → "AL", "ada@example.com" → "A". */
function initials(name: string): string {
  const words = name.split("@")[0]?.split(/[\s._-]+/) ?? [];
  const letters = words.filter(Boolean).map((word) => word[0]);
  return [letters[0], letters.length > 1 ? letters.at(-1) : ""].join("").toUpperCase();
}

export function Avatar(props: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      class={classNames(
        "inline-grid size-8 shrink-0 select-none place-items-center font-semibold text-xs tracking-tight",
        props.shape === "organization"
          ? "rounded-lg bg-accent text-on-accent"
          : "rounded-full bg-accent-soft text-accent-text",
        props.class,
      )}
    >
      {initials(props.name)}
    </span>
  );
}
