import MessagesSquare from "lucide-solid/icons/messages-square";
import SearchX from "lucide-solid/icons/search-x";
import { Show } from "solid-js";
import { NothingSynced } from "~/modules/sync/components/nothing-synced";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { isFiltered, type MessageFilters } from "../messages.models";

interface NoThreadsProps {
  filters: MessageFilters;
  hasNumbers: boolean;
  onReset: () => void;
}

/** Why no conversation is shown: the filters, or that there is none at all. */
export function NoThreads(props: NoThreadsProps) {
  return (
    <Show
      when={isFiltered(props.filters)}
      fallback={
        <NothingSynced
          stream="sms_messages"
          icon={MessagesSquare}
          what="messages"
          hasNumbers={props.hasNumbers}
        />
      }
    >
      <EmptyState
        icon={SearchX}
        title="No conversation matches"
        action={<Button onClick={() => props.onReset()}>Clear the filters</Button>}
      >
        No contact, number or message fits the search and number above.
      </EmptyState>
    </Show>
  );
}
