import {
  type QueryKey,
  type UndefinedInitialDataOptions,
  type UseQueryResult,
  useQuery as useTanStackQuery,
} from "@tanstack/solid-query";
import { untrack } from "solid-js";

/**
 * TanStack's `useQuery`, without its suspense. There, reading cached data while a component is created ties the nearest
 * Suspense to every later renewal: the page is taken out and put back, and whoever had the focus in it loses it.
 */
export function useQuery<Fetched, Data, Key extends QueryKey>(
  options: UndefinedInitialDataOptions<Fetched, Error, Data, Key>,
): UseQueryResult<Data, Error> {
  const query = useTanStackQuery(options);
  return new Proxy(query, {
    get(target, property) {
      if (property !== "data") return Reflect.get(target, property);
      // What tells of other data is tracked in its place, since tracking the data is what suspends.
      void [target.dataUpdatedAt, target.isPending, target.isPlaceholderData];
      return untrack(() => target.data);
    },
  });
}
