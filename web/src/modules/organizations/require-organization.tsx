import { Navigate, type RouteSectionProps } from "@solidjs/router";
import Building from "lucide-solid/icons/building";
import { Match, Switch } from "solid-js";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { OrganizationProvider } from "./organization.context";
import { useOrganizations } from "./organizations.context";
import type { CurrentOrganization } from "./organizations.models";

type InState<State extends CurrentOrganization["state"]> = Extract<CurrentOrganization, { state: State }>;

/** Lets people through who have an org to look at; the others are led to make one. */
export function RequireOrganization(props: RouteSectionProps) {
  const { current, memberships, choose } = useOrganizations();
  const inState = <State extends CurrentOrganization["state"]>(state: State) => {
    const organization = current();
    return organization.state === state ? (organization as InState<State>) : undefined;
  };
  const home = () => memberships()[0]?.organization;
  return (
    <Switch>
      <Match when={inState("ready")}>
        {(ready) => (
          <OrganizationProvider organization={ready().organization} role={ready().role}>
            {props.children}
          </OrganizationProvider>
        )}
      </Match>
      <Match when={inState("not-visible")}>
        {(asked) => (
          <main class="grid min-h-dvh place-items-center">
            <EmptyState
              icon={Building}
              title="You can't see this organization"
              action={
                <Button variant="primary" onClick={() => choose(home()?.slug ?? "")}>
                  {home() ? `Go to ${home()?.name}` : "Continue"}
                </Button>
              }
            >
              The link leads to “{asked().slug}”. It doesn't exist, or you are not a member of it.
            </EmptyState>
          </main>
        )}
      </Match>
      <Match when={inState("none")}>
        <Navigate href="/onboarding" />
      </Match>
    </Switch>
  );
}
