import { For } from "solid-js";

const columns = 30;
const rows = 24;

/** Calls as a field of dots, in two soft waves. Decoration only. */
function dots() {
  return Array.from({ length: columns * rows }, (_, index) => {
    const column = index % columns;
    const row = Math.floor(index / columns);
    const wave = Math.sin(column * 0.32 + row * 0.18) + Math.cos(row * 0.41 - column * 0.13);
    const grain = Math.abs(Math.sin(column * 12.9 + row * 78.2) * 43.7) % 1;
    const strength = Math.max(0, (wave + 2) / 4) * 0.75 + grain * 0.25;
    return { x: column * 20 + 10, y: row * 20 + 10, strength, isAccent: (column * 7 + row * 13) % 97 === 0 };
  });
}

export function CallPattern() {
  return (
    <svg
      viewBox={`0 0 ${columns * 20} ${rows * 20}`}
      preserveAspectRatio="xMidYMid slice"
      class="absolute inset-x-0 top-0 h-[68%] w-full [mask-image:linear-gradient(to_bottom,black_55%,transparent)]"
      aria-hidden="true"
    >
      <For each={dots()}>
        {(dot) => (
          <circle
            cx={dot.x}
            cy={dot.y}
            r={1 + dot.strength * 4.6}
            class={dot.isAccent ? "fill-caution" : "fill-accent-text"}
            opacity={0.1 + dot.strength * 0.42}
          />
        )}
      </For>
    </svg>
  );
}
