import { Show } from "solid-js";
import { formatCount } from "~/lib/format";
import type { NumberActivity } from "../numbers.models";

interface ActivityLinkProps {
  count: number;
  what: "call" | "message";
  /** The list of them, of the same days. */
  href: string;
}

/** What came and went on a number in the last seven days, each a link to its rows. */
export function NumberActivityCounts(props: { phoneNumberId: string; activity: NumberActivity | undefined }) {
  const calls = () => props.activity?.calls ?? 0;
  const messages = () => props.activity?.messages ?? 0;
  return (
    <Show when={calls() + messages() > 0} fallback={<span class="text-ink-faint">None</span>}>
      <span class="flex flex-wrap gap-x-3">
        <ActivityLink count={calls()} what="call" href={`/reports?number=${props.phoneNumberId}`} />
        <ActivityLink count={messages()} what="message" href={`/sms?number=${props.phoneNumberId}`} />
      </span>
    </Show>
  );
}

function ActivityLink(props: ActivityLinkProps) {
  return (
    <Show when={props.count > 0}>
      <a
        href={props.href}
        class="inline-flex min-h-6 items-center whitespace-nowrap rounded-sm decoration-line-strong underline-offset-4 hover:underline pointer-coarse:min-h-11"
      >
        {formatCount(props.count, props.what)}
      </a>
    </Show>
  );
}
