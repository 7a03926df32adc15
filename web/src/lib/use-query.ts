import {
  type InfiniteData,
  type QueryKey,
  type UndefinedInitialDataInfiniteOptions,
  type UndefinedInitialDataOptions,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery as useTanStackInfiniteQuery,
  useQuery as useTanStackQuery,
} from "@tanstack/solid-query";
import { untrack } from "solid-js";

/**
 * TanStack's queries, without their suspense. There, reading cached data while a component is created ties the nearest
 * Suspense to every later renewal: the page is taken out and put back, and whoever had the focus in it loses it.
 */
export function useQuery<Fetched, Data, Key extends QueryKey>(
  options: UndefinedInitialDataOptions<Fetched, Error, Data, Key>,
): UseQueryResult<Data, Error> {
  return withoutSuspense(useTanStackQuery(options));
}

export function useInfiniteQuery<
  Fetched,
  Data = InfiniteData<Fetched>,
  Key extends QueryKey = QueryKey,
  Cursor = unknown,
>(
  options: UndefinedInitialDataInfiniteOptions<Fetched, Error, Data, Key, Cursor>,
): UseInfiniteQueryResult<Data, Error> {
  return withoutSuspense(useTanStackInfiniteQuery(options));
}

function withoutSuspense<
  Query extends UseQueryResult<unknown, Error> | UseInfiniteQueryResult<unknown, Error>,
>(query: Query): Query {
  return new Proxy(query, {
    get(target, property) {
      if (property !== "data") return Reflect.get(target, property);
      // What tells of other data is tracked in its place, since tracking the data is what suspends.
      void [target.dataUpdatedAt, target.isPending, target.isPlaceholderData];
      return untrack(() => target.data);
    },
  });
}
