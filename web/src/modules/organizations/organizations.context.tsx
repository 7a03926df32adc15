import { useSearchParams } from "@solidjs/router";
import {
  type Accessor,
  createComputed,
  createContext,
  createEffect,
  createMemo,
  createSignal,
  Match,
  on,
  type ParentProps,
  Switch,
  startTransition,
  untrack,
  useContext,
} from "solid-js";
import { readStored, writeStored } from "~/lib/stored";
import { useQuery } from "~/lib/use-query";
import { useUser } from "~/modules/session/session.context";
import { ErrorState } from "~/ui/error-state";
import { LoadingScreen } from "~/ui/loading-screen";
import {
  type CurrentOrganization,
  type Membership,
  type OrganizationChoice,
  resolveOrganization,
} from "./organizations.models";
import {
  accessOptions,
  membershipsOptions,
  organizationBySlugOptions,
  searchOrganizationsOptions,
} from "./organizations.queries";

interface Organizations {
  current: Accessor<CurrentOrganization>;
  memberships: Accessor<Membership[]>;
  isPlatformAdmin: Accessor<boolean>;
  choose: (slug: string) => void;
}

const OrganizationsContext = createContext<Organizations>();

/** Knows the person's orgs and which one is shown: `?org=slug` of a link, else the one shown last. */
export function OrganizationsProvider(props: ParentProps) {
  const user = useUser();
  const storageKey = `victorysync.organization.${user.id}`;
  const [search, setSearch] = useSearchParams<{ org?: string }>();
  const [choice, setChoice] = createSignal(firstChoice(search.org, readStored(storageKey)));
  createEffect(() => {
    if (!search.org) return;
    setChoice({ slug: search.org, source: "link" });
    setSearch({ org: undefined }, { replace: true });
  });

  const access = useQuery(() => accessOptions(user.id));
  const memberships = useQuery(() => membershipsOptions(user.id));
  const known = createMemo(() => {
    if (access.isPending || memberships.isPending || !access.data || !memberships.data) return undefined;
    return { isPlatformAdmin: access.data.isPlatformAdmin, memberships: memberships.data };
  });
  const isOwn = (slug: string) =>
    known()?.memberships.some(({ organization }) => organization.slug === slug) ?? false;

  const visited = useQuery(() => {
    const slug = choice()?.slug;
    return {
      ...organizationBySlugOptions(slug ?? ""),
      enabled: known() !== undefined && !!slug && !isOwn(slug),
    };
  });
  const first = useQuery(() => ({
    ...searchOrganizationsOptions(""),
    enabled: known()?.isPlatformAdmin === true && known()?.memberships.length === 0,
  }));

  const failed = () =>
    [access, memberships, visited, first].find((query) => query.isError && query.data === undefined);
  // While another org is looked up, the one before stays on the screen.
  const resolved = createMemo<CurrentOrganization | undefined>((previous) => {
    const person = known();
    if (!person || visited.isLoading || first.isLoading || failed()) return previous;
    return resolveOrganization({
      ...person,
      choice: choice(),
      visitedOrganization: visited.isPending ? null : (visited.data ?? null),
      firstOrganization: first.isPending ? null : (first.data?.[0] ?? null),
    });
  });
  // A navigation waits for its page's chunk in a transition. Another org must join it: pages that are remade beside a
  // transition are made for the address before, and stay.
  const [current, setCurrent] = createSignal(untrack(resolved));
  createComputed(on(resolved, (next) => void startTransition(() => setCurrent(next)), { defer: true }));
  createEffect(() => {
    const shown = current();
    if (shown?.state === "ready") writeStored(storageKey, shown.organization.slug);
  });

  return (
    <Switch fallback={<LoadingScreen />}>
      <Match when={failed()}>
        {(query) => (
          <main class="grid min-h-dvh place-items-center">
            <ErrorState
              error={query().error}
              isRetrying={query().isFetching}
              onRetry={() => void query().refetch()}
            />
          </main>
        )}
      </Match>
      <Match when={current()}>
        {(shown) => (
          <OrganizationsContext.Provider
            value={{
              current: shown,
              memberships: () => known()?.memberships ?? [],
              isPlatformAdmin: () => known()?.isPlatformAdmin ?? false,
              choose: (slug) => setChoice({ slug, source: "memory" }),
            }}
          >
            {props.children}
          </OrganizationsContext.Provider>
        )}
      </Match>
    </Switch>
  );
}

function firstChoice(linked: string | undefined, remembered: string | null): OrganizationChoice | undefined {
  if (linked) return { slug: linked, source: "link" };
  return remembered ? { slug: remembered, source: "memory" } : undefined;
}

export function useOrganizations(): Organizations {
  const organizations = useContext(OrganizationsContext);
  if (!organizations) throw new Error("useOrganizations needs an OrganizationsProvider above it.");
  return organizations;
}
