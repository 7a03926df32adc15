import { onlineManager } from "@tanstack/solid-query";
import WifiOff from "lucide-solid/icons/wifi-off";
import { createSignal, onCleanup, Show } from "solid-js";

export function OfflineBanner() {
  const [isOnline, setIsOnline] = createSignal(onlineManager.isOnline());
  onCleanup(onlineManager.subscribe(setIsOnline));
  return (
    <div role="status" class="print:hidden">
      <Show when={!isOnline()}>
        <p class="flex items-center justify-center gap-2 bg-caution-soft px-4 py-2 text-center font-medium text-caution text-sm">
          <WifiOff class="size-4 shrink-0" aria-hidden="true" />
          You are offline. What you see may be out of date; it is renewed when you are back.
        </p>
      </Show>
    </div>
  );
}
