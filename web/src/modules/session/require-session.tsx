import { Navigate, type RouteSectionProps, useLocation } from "@solidjs/router";
import { createMemo, Match, Show, Switch } from "solid-js";
import { LoadingScreen } from "~/ui/loading-screen";
import { UserProvider, useSession } from "./session.context";
import { loginPath } from "./session.models";

/** Lets only signed-in people through, and starts afresh when another person signs in. */
export function RequireSession(props: RouteSectionProps) {
  const session = useSession();
  const location = useLocation();
  const userId = createMemo(() => session()?.id);
  return (
    <Switch fallback={<LoadingScreen />}>
      <Match when={session() === null}>
        <Navigate href={loginPath(`${location.pathname}${location.search}${location.hash}`)} />
      </Match>
      <Match when={userId()}>
        <Show when={userId()} keyed>
          {(id) => (
            <UserProvider value={{ id, email: session()?.email ?? "" }}>{props.children}</UserProvider>
          )}
        </Show>
      </Match>
    </Switch>
  );
}
