import Lock from "lucide-solid/icons/lock";
import type { JSX } from "solid-js";
import { Card } from "./card";
import { EmptyState } from "./empty-state";

interface NotForRoleProps {
  /** Whom the page is for: "For administrators". */
  who: string;
  /** What the page is about, and where to turn instead. */
  children: JSX.Element;
}

/** In place of a page that the person's role doesn't open. */
export function NotForRole(props: NotForRoleProps) {
  return (
    <Card>
      <EmptyState icon={Lock} title={props.who}>
        {props.children}
      </EmptyState>
    </Card>
  );
}
