import { createEffect, createSignal, type JSX, Show } from "solid-js";
import { loadOverlays, overlays } from "./overlays/on-demand";

export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: JSX.Element;
  description?: JSX.Element;
  /** A drawer comes from the right on wide screens; on phones both come from below. */
  shape?: "centered" | "drawer";
  children?: JSX.Element;
  footer?: JSX.Element;
}

/** A window above the page that has all attention until it is closed. */
export function Dialog(props: DialogProps) {
  const [failure, setFailure] = createSignal<unknown>();
  createEffect(() => {
    if (props.isOpen) loadOverlays().catch((error: unknown) => setFailure(error));
  });
  const ready = () => {
    if (failure()) throw failure();
    return props.isOpen ? overlays() : undefined;
  };
  return <Show when={ready()}>{(loaded) => <Panel panel={loaded().DialogPanel} dialog={props} />}</Show>;
}

function Panel(props: { panel: (dialog: DialogProps) => JSX.Element; dialog: DialogProps }) {
  const { panel: DialogPanel } = props;
  return <DialogPanel {...props.dialog} />;
}
