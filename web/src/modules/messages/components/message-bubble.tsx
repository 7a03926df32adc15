import Check from "lucide-solid/icons/check";
import CircleAlert from "lucide-solid/icons/circle-alert";
import FileText from "lucide-solid/icons/file-text";
import Image from "lucide-solid/icons/image";
import { createMemo, For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { classNames } from "~/lib/class-names";
import { formatDateTime } from "~/lib/format";
import { useOrganization } from "~/modules/organizations/organization.context";
import { attachmentName, directionLabelOf, writerOf } from "../message-words.models";
import { type Attachment, attachmentsOf, deliveryOf, formatBytes, type Message } from "../messages.models";

const deliveryIcons = { check: Check, alert: CircleAlert };

/** One message: received on the left, sent on the right, with what is known about who, when and whether it arrived. */
export function MessageBubble(props: { message: Message }) {
  const { organization } = useOrganization();
  const isReceived = () => props.message.direction === "inbound";
  const delivery = () => deliveryOf(props.message);
  const files = createMemo(() => attachmentsOf(props.message));
  const time = () => formatDateTime(props.message.sent_at, organization().time_zone, "time");
  return (
    <li
      class={classNames(
        "flex max-w-[85%] flex-col gap-1 sm:max-w-[75%]",
        isReceived() ? "items-start self-start" : "items-end self-end",
      )}
    >
      <span class="sr-only">{`${directionLabelOf(props.message.direction)}:`}</span>
      <Show when={props.message.body || files().length === 0}>
        <p
          class={classNames(
            "whitespace-pre-wrap break-words rounded-2xl px-3.5 py-2 [overflow-wrap:anywhere]",
            isReceived() ? "rounded-bl-md bg-hover" : "rounded-br-md bg-accent-soft",
            !props.message.body && "text-ink-muted italic",
          )}
        >
          {props.message.body || "No text"}
        </p>
      </Show>
      <For each={files()}>{(file) => <AttachmentChip attachment={file} />}</For>
      <p class="flex flex-wrap items-center gap-x-1.5 px-1 text-ink-muted text-xs">
        <Show when={writerOf(props.message)}>
          {(name) => (
            <>
              <span>{name()}</span>
              <span aria-hidden="true">·</span>
            </>
          )}
        </Show>
        <time datetime={props.message.sent_at}>{time()}</time>
        <Show when={delivery()}>
          {(state) => (
            <>
              <span aria-hidden="true">·</span>
              <span
                class={classNames(
                  "inline-flex items-center gap-1",
                  state().icon === "alert" && "font-medium text-negative",
                )}
              >
                <Show when={state().icon}>
                  {(icon) => (
                    <Dynamic component={deliveryIcons[icon()]} class="size-3.5" aria-hidden="true" />
                  )}
                </Show>
                {state().label}
              </span>
            </>
          )}
        </Show>
      </p>
    </li>
  );
}

/** Names what was attached. The file itself stays with MightyCall. */
function AttachmentChip(props: { attachment: Attachment }) {
  const size = () => props.attachment.size_bytes;
  return (
    <span
      class="inline-flex max-w-full items-center gap-2 rounded-lg border border-line bg-surface px-3 py-2 text-sm"
      title="The file itself is in the MightyCall panel."
    >
      <Dynamic
        component={props.attachment.is_image ? Image : FileText}
        class="size-4 shrink-0 text-ink-faint"
        aria-hidden="true"
      />
      <span class="min-w-0 truncate">{attachmentName(props.attachment)}</span>
      <span class="shrink-0 text-ink-muted text-xs">
        <Show when={size() !== null} fallback="size unknown">
          {formatBytes(size() ?? 0)}
        </Show>
      </span>
    </span>
  );
}
