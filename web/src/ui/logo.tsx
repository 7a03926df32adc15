/** The mark: a tick that ends in a ringing dot. */
export function Logo(props: { class?: string }) {
  return (
    <svg viewBox="0 0 32 32" class={props.class ?? "size-8"} aria-hidden="true">
      <title>VictorySync</title>
      <rect width="32" height="32" rx="8" class="fill-accent" />
      <path
        d="M8 11l6.2 11.2L23.5 9.5"
        fill="none"
        stroke="white"
        stroke-width="3.4"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <circle cx="23.5" cy="9.5" r="2.6" fill="oklch(0.82 0.14 78)" />
    </svg>
  );
}
