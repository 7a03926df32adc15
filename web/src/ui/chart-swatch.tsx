/** The colour of a series, beside its name. */
export function ChartSwatch(props: { color: string; class?: string }) {
  return (
    <svg viewBox="0 0 10 10" class={props.class ?? "size-2.5 shrink-0"} aria-hidden="true">
      <rect width="10" height="10" rx="3" style={{ fill: props.color }} />
    </svg>
  );
}
