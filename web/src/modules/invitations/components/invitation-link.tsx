import Check from "lucide-solid/icons/check";
import Copy from "lucide-solid/icons/copy";
import { createSignal, createUniqueId, Show } from "solid-js";
import { formatDateTime } from "~/lib/format";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import type { IssuedInvitation } from "../invitations.queries";

/** The link of an invitation, shown this once. */
export function InvitationLink(props: { issued: IssuedInvitation }) {
  const id = createUniqueId();
  const { organization } = useOrganization();
  const [isCopied, setIsCopied] = createSignal(false);
  let field: HTMLInputElement | undefined;

  async function copy() {
    try {
      await navigator.clipboard.writeText(props.issued.link);
      setIsCopied(true);
    } catch {
      // The browser refuses the clipboard: with the text selected, copying takes one keystroke.
      field?.select();
    }
  }

  return (
    <div class="flex flex-col gap-4">
      <Show
        when={props.issued.mailProblem}
        fallback={
          <Notice tone="positive" title={`Mailed to ${props.issued.email}`}>
            The mail signs them in and brings them here. It may take a minute.
          </Notice>
        }
      >
        {(problem) => (
          <Notice tone="caution" title={problem().message}>
            {problem().hint}
          </Notice>
        )}
      </Show>
      <div>
        <label for={id} class="font-medium text-sm">
          Invitation link
        </label>
        <div class="mt-1.5 flex gap-2">
          <input
            ref={field}
            id={id}
            class="field font-mono text-sm"
            readOnly
            value={props.issued.link}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Button onClick={() => void copy()}>
            <Show when={isCopied()} fallback={<Copy class="size-4" aria-hidden="true" />}>
              <Check class="size-4 text-positive" aria-hidden="true" />
            </Show>
            <span aria-live="polite">{isCopied() ? "Copied" : "Copy"}</span>
          </Button>
        </div>
        <p class="mt-1.5 text-ink-muted text-sm">
          It is shown only now. Only {props.issued.email} can use it, once, until{" "}
          {formatDateTime(props.issued.expiresAt, organization().time_zone, "short")}.
        </p>
      </div>
    </div>
  );
}
