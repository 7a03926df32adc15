import PhoneOff from "lucide-solid/icons/phone-off";
import { type JSX, lazy, Show, Suspense } from "solid-js";
import { formatDateTime, formatDuration, unknown } from "~/lib/format";
import { formatPhoneNumber } from "~/lib/phone-number";
import { useQuery } from "~/lib/use-query";
import { businessNumberName, type PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Dialog } from "~/ui/dialog";
import { EmptyState } from "~/ui/empty-state";
import { QueryView } from "~/ui/query-view";
import { Skeleton, SkeletonRows } from "~/ui/skeleton";
import { directionLabels } from "../call-words.models";
import type { Call } from "../calls.models";
import { callOptions } from "../calls.queries";
import { CallCourse } from "./call-course";
import { agentName, counterpartNames } from "./call-names";
import { OutcomeBadge, outcomeLooks } from "./outcome-badge";

const CallRecording = lazy(() => import("~/modules/recordings/components/call-recording"));

interface CallDrawerProps {
  callId: string;
  numbersById: Map<string, PhoneNumber>;
  onClose: () => void;
}

/** One call in full. */
export function CallDrawer(props: CallDrawerProps) {
  const { organization } = useOrganization();
  const query = useQuery(() => callOptions(organization().id, props.callId));
  const title = () => {
    const call = query.isPending ? null : query.data?.call;
    return call ? counterpartNames(call).title : "Call";
  };
  return (
    <Dialog isOpen onClose={props.onClose} title={title()} shape="drawer">
      <QueryView query={query} loading={<SkeletonRows count={5} label="Loading the call" />}>
        {(found) => (
          <Show
            when={found().call}
            fallback={
              <EmptyState icon={PhoneOff} title="No such call">
                It doesn't exist, or it belongs to a number that isn't assigned to you.
              </EmptyState>
            }
          >
            {(call) => (
              <CallDetails call={call()} number={props.numbersById.get(call().phone_number_id ?? "")} />
            )}
          </Show>
        )}
      </QueryView>
    </Dialog>
  );
}

function CallDetails(props: { call: Call; number: PhoneNumber | undefined }) {
  const { organization } = useOrganization();
  const counterpart = () => counterpartNames(props.call);
  return (
    <div class="flex flex-col gap-6">
      <div class="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <OutcomeBadge outcome={props.call.outcome} />
        <span class="text-ink-muted text-sm">{outcomeLooks[props.call.outcome].meaning}</span>
      </div>
      <dl class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2.5">
        <Fact label="When">{formatDateTime(props.call.started_at, organization().time_zone, "full")}</Fact>
        <Fact label="Duration">{formatDuration(props.call.duration_seconds)}</Fact>
        <Fact label="Direction">{directionLabels[props.call.direction]}</Fact>
        <Fact label="Number">
          {businessNumberName(props.number) ?? unknown}
          <Show when={props.number?.label && props.number.number}>
            {(number) => <span class="block text-ink-muted text-sm">{formatPhoneNumber(number())}</span>}
          </Show>
        </Fact>
        <Fact label="Contact">
          {counterpart().title}
          <Show when={counterpart().detail}>
            <span class="block text-ink-muted text-sm">{counterpart().detail}</span>
          </Show>
        </Fact>
        <Fact label="Agent">{agentName(props.call) ?? unknown}</Fact>
        <Show when={!props.call.has_recording}>
          <Fact label="Recording">None</Fact>
        </Show>
      </dl>
      <Show when={props.call.has_recording}>
        <section>
          <h3 class="mb-3">Recording</h3>
          <Suspense fallback={<Skeleton class="h-22" />}>
            <CallRecording callId={props.call.id} />
          </Suspense>
        </section>
      </Show>
      <section>
        <h3 class="mb-3">Course of the call</h3>
        <CallCourse call={props.call} />
      </section>
    </div>
  );
}

function Fact(props: { label: string; children: JSX.Element }) {
  return (
    <>
      <dt class="text-ink-muted">{props.label}</dt>
      <dd class="min-w-0 break-words">{props.children}</dd>
    </>
  );
}
