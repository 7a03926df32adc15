import { type JSX, Show } from "solid-js";
import { formatInteger, unknown } from "~/lib/format";
import { formatFigure } from "../figure-format.models";

interface FigureLinkProps {
  href: string;
  /** What the link shows, for those who don't see its row and column. */
  label: string;
  children: JSX.Element;
}

/** A number in a table that leads to the calls behind it. */
export function FigureLink(props: FigureLinkProps) {
  return (
    <a
      href={props.href}
      aria-label={props.label}
      class="rounded-sm decoration-line-strong underline-offset-4 hover:underline"
    >
      {props.children}
    </a>
  );
}

/** A count that leads to its calls. A zero leads nowhere: there is nothing to see. */
export function CountLink(props: { count: number; label: string; href: string }) {
  return (
    <Show when={props.count > 0} fallback={<span class="text-ink-faint">0</span>}>
      <FigureLink href={props.href} label={`${formatInteger(props.count)} ${props.label}`}>
        {formatInteger(props.count)}
      </FigureLink>
    </Show>
  );
}

/** A length of time that leads to the calls it was measured on. */
export function TalkLink(props: { seconds: number | null; label: string; href: string }) {
  return (
    <Show when={props.seconds !== null} fallback={unknown}>
      <FigureLink href={props.href} label={`${formatFigure("seconds", props.seconds)} ${props.label}`}>
        {formatFigure("seconds", props.seconds)}
      </FigureLink>
    </Show>
  );
}
