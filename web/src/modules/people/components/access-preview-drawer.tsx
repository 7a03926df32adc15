import EyeOff from "lucide-solid/icons/eye-off";
import { For, Show } from "solid-js";
import { formatInteger } from "~/lib/format";
import { formatPhoneNumber } from "~/lib/phone-number";
import { useQuery } from "~/lib/use-query";
import { businessNumberName, type PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { roleLabels } from "~/modules/organizations/organizations.models";
import { Badge } from "~/ui/badge";
import { Dialog } from "~/ui/dialog";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { QueryView } from "~/ui/query-view";
import { SkeletonRows } from "~/ui/skeleton";
import { type AccessPreview, previewDays } from "../access-preview.models";
import { accessPreviewOptions } from "../access-preview.queries";
import { type Person, roleMeanings } from "../people.models";
import { AssignNumbers } from "./assign-numbers";

interface AccessPreviewDrawerProps {
  person: Person;
  numbers: PhoneNumber[] | undefined;
  onClose: () => void;
}

/** The organization as one of its people may see it. */
export function AccessPreviewDrawer(props: AccessPreviewDrawerProps) {
  const { organization } = useOrganization();
  const query = useQuery(() => accessPreviewOptions(organization().id, props.person.userId));
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={`What ${props.person.name} may see`}
      description={
        <span class="mt-1 flex flex-wrap items-center gap-2">
          <Badge tone="accent">{roleLabels[props.person.role]}</Badge>
          {props.person.email}
        </span>
      }
      shape="drawer"
    >
      <div class="flex flex-col gap-5">
        <p>{roleMeanings[props.person.role]}</p>
        <Show when={props.person.role === "agent" && props.numbers}>
          {(numbers) => <AssignNumbers person={props.person} numbers={numbers()} />}
        </Show>
        <QueryView query={query} loading={<SkeletonRows count={5} label="Loading what they may see" />}>
          {(preview) => <Seen preview={preview()} />}
        </QueryView>
      </div>
    </Dialog>
  );
}

function Seen(props: { preview: AccessPreview }) {
  return (
    <>
      <dl class="grid grid-cols-3 gap-2.5">
        <Total label="Numbers" value={props.preview.numbers.length} />
        <Total label="Calls" value={props.preview.calls} />
        <Total label="Messages" value={props.preview.messages} />
      </dl>
      <Show
        when={props.preview.numbers.length > 0}
        fallback={
          <EmptyState icon={EyeOff} title="Nothing">
            {props.preview.sees_everything
              ? "The organization has no numbers yet."
              : "Without an assigned number they see no call, recording or message."}
          </EmptyState>
        }
      >
        <table class="w-full">
          <caption class="mb-1 text-left font-semibold">
            {props.preview.sees_everything ? "Every number" : "Their numbers"}, last {previewDays} days
          </caption>
          <thead class="border-line border-b text-ink-muted text-xs">
            <tr>
              <th scope="col" class="py-2 text-left font-medium">
                Number
              </th>
              <th scope="col" class="py-2 pl-3 text-right font-medium">
                Calls
              </th>
              <th scope="col" class="py-2 pl-3 text-right font-medium">
                Messages
              </th>
            </tr>
          </thead>
          <tbody class="divide-y divide-line">
            <For each={props.preview.numbers}>
              {(number) => (
                <tr>
                  <th scope="row" class="py-2 text-left font-normal">
                    <span class="block font-medium">{businessNumberName(number)}</span>
                    <span class="block text-ink-muted text-xs">
                      {[number.label && formatPhoneNumber(number.number), !number.is_active && "Inactive"]
                        .filter(Boolean)
                        .join(" · ")}
                    </span>
                  </th>
                  <td class="py-2 pl-3 text-right">{formatInteger(number.calls)}</td>
                  <td class="py-2 pl-3 text-right">{formatInteger(number.messages)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
      <Notice tone="accent" title="How this is known">
        The database was asked in this person's name, with the very rule that guards every page, export and
        playback. {props.preview.sees_everything && "Calls without a known number are counted, too."}
      </Notice>
    </>
  );
}

function Total(props: { label: string; value: number }) {
  return (
    <div class="rounded-lg bg-sunken px-3 py-2.5">
      <dt class="text-ink-muted text-sm">{props.label}</dt>
      <dd class="font-semibold text-lg">{formatInteger(props.value)}</dd>
    </div>
  );
}
