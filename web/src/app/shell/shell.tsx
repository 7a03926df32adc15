import { type RouteSectionProps, useLocation } from "@solidjs/router";
import { createEffect, ErrorBoundary, on, onCleanup, Show, Suspense } from "solid-js";
import { useMedia } from "~/lib/media";
import { whenSettled } from "~/lib/when-settled";
import { useOrganization } from "~/modules/organizations/organization.context";
import { useSyncNotices } from "~/modules/sync/sync-notices";
import { prefetchOverlays } from "~/ui/overlays/on-demand";
import { UnexpectedError } from "../unexpected-error";
import { BottomNavigation } from "./bottom-navigation";
import { NotificationSlot } from "./notification-slot";
import { OfflineBanner } from "./offline-banner";
import { OrganizationSwitcher } from "./organization-switcher";
import { PageSkeleton } from "./page-skeleton";
import { SidebarNavigation } from "./sidebar-navigation";
import { UserMenu } from "./user-menu";

/** The frame around every page of an org. */
export function Shell(props: RouteSectionProps) {
  const location = useLocation();
  const { organization } = useOrganization();
  // As wide as `lg:` is.
  const isWide = useMedia("(min-width: 64rem)");
  let main: HTMLElement | undefined;
  onCleanup(whenSettled(prefetchOverlays));
  useSyncNotices(() => organization().id);

  // After a navigation the keyboard and the screen reader continue at the new page, not at the link.
  createEffect(
    on(
      () => location.pathname,
      () => main?.focus({ preventScroll: true }),
      { defer: true },
    ),
  );

  return (
    <div class="lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)] print:block">
      <a
        href="#main"
        target="_self"
        class="fixed top-3 left-3 z-50 -translate-y-20 rounded-lg bg-accent px-4 py-2 font-medium text-on-accent focus:translate-y-0 print:hidden"
      >
        Skip to content
      </a>

      <header class="sticky top-0 z-20 flex items-center gap-2 border-line border-b bg-canvas/90 px-3 py-1.5 backdrop-blur lg:h-dvh lg:flex-col lg:items-stretch lg:gap-4 lg:border-r lg:border-b-0 lg:bg-sunken lg:p-3 print:hidden">
        <OrganizationSwitcher />
        <Show when={isWide()}>
          <SidebarNavigation />
        </Show>
        <div class="flex items-center gap-1">
          <div class="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] max-lg:order-last">
            <UserMenu />
          </div>
          <NotificationSlot />
        </div>
      </header>

      <main id="main" ref={main} tabIndex={-1} class="min-w-0 pb-20 outline-none lg:pb-0 print:pb-0">
        <OfflineBanner />
        <Show when={organization().id} keyed>
          <ErrorBoundary fallback={(error, reset) => <UnexpectedError error={error} onRetry={reset} />}>
            <Suspense fallback={<PageSkeleton />}>{props.children}</Suspense>
          </ErrorBoundary>
        </Show>
      </main>

      <Show when={!isWide()}>
        <BottomNavigation />
      </Show>
    </div>
  );
}
