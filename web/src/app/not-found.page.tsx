import { A } from "@solidjs/router";
import Compass from "lucide-solid/icons/compass";
import { buttonClass } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Page } from "~/ui/page";

export function NotFoundPage() {
  return (
    <Page title="Page not found">
      <EmptyState
        icon={Compass}
        title="There is no page at this address"
        action={
          <A href="/" class={buttonClass("primary")}>
            Go to the start
          </A>
        }
      >
        The link may be mistyped, or the page may have moved.
      </EmptyState>
    </Page>
  );
}
