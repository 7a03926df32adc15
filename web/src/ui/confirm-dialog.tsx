import type { JSX } from "solid-js";
import { Button } from "./button";
import { Dialog } from "./dialog";

interface ConfirmDialogProps {
  isOpen: boolean;
  title: string;
  /** What will happen, and what will not. */
  children: JSX.Element;
  confirmLabel: string;
  isBusy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that can't be taken back with a click. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={() => !props.isBusy && props.onClose()}
      title={props.title}
      footer={
        <>
          <Button onClick={() => props.onClose()} disabled={props.isBusy}>
            Cancel
          </Button>
          <Button variant="danger" isBusy={props.isBusy} onClick={() => props.onConfirm()}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <div class="text-ink-muted">{props.children}</div>
    </Dialog>
  );
}
