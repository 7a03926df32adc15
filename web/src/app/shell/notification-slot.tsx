import { createSignal, lazy, onCleanup, Show, Suspense } from "solid-js";
import { whenSettled } from "~/lib/when-settled";
import { useOrganization } from "~/modules/organizations/organization.context";

const NotificationCenter = lazy(() => import("~/modules/realtime/components/notification-center"));

/** Keeps the bell's place until the app has started; only then is it loaded. */
export function NotificationSlot() {
  const { organization, can } = useOrganization();
  const [isSettled, setIsSettled] = createSignal(false);
  onCleanup(whenSettled(() => setIsSettled(true)));
  return (
    <Show when={can("manager")}>
      <span class="inline-grid size-9 shrink-0 pointer-coarse:size-11">
        <Show when={isSettled() && organization().id} keyed>
          {(_orgId) => (
            <Suspense>
              <NotificationCenter />
            </Suspense>
          )}
        </Show>
      </span>
    </Show>
  );
}
