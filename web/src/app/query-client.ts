import { QueryClient, replaceEqualDeep } from "@tanstack/solid-query";
import { Problem } from "~/lib/problem";

/** Only what may work the next time is tried again; a refusal would be refused again. */
function isWorthRetrying(failures: number, error: Error): boolean {
  const mayPass = error instanceof Problem && (error.kind === "offline" || error.kind === "failed");
  return mayPass && failures < 2;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: isWorthRetrying,
        // What a renewal didn't change stays the same object: lists keep its row, and with it the focus.
        reconcile: (shown, renewed) => replaceEqualDeep(shown, renewed),
      },
    },
  });
}
