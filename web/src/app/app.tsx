import { Router, type RouteSectionProps } from "@solidjs/router";
import { QueryClientProvider } from "@tanstack/solid-query";
import { ErrorBoundary, Suspense } from "solid-js";
import { SessionProvider } from "~/modules/session/session.context";
import { LoadingScreen } from "~/ui/loading-screen";
import { ToastRegion } from "~/ui/toasts";
import { createQueryClient } from "./query-client";
import { routes } from "./routes";
import { UnexpectedError } from "./unexpected-error";

const queryClient = createQueryClient();

function Root(props: RouteSectionProps) {
  return (
    <QueryClientProvider client={queryClient}>
      <ErrorBoundary
        fallback={(error, reset) => (
          <main class="grid min-h-dvh place-items-center">
            <UnexpectedError error={error} onRetry={reset} />
          </main>
        )}
      >
        <SessionProvider>
          <Suspense fallback={<LoadingScreen />}>{props.children}</Suspense>
        </SessionProvider>
      </ErrorBoundary>
      <ToastRegion />
    </QueryClientProvider>
  );
}

export function App() {
  return <Router root={Root}>{routes}</Router>;
}
