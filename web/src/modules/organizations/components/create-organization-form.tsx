import { createMemo, createSignal, Show } from "solid-js";
import * as v from "valibot";
import { describe } from "~/lib/problem";
import { browserTimeZone } from "~/lib/time-zone";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { TextField } from "~/ui/text-field";
import { TimeZoneField } from "~/ui/time-zone-field";
import { organizationName, organizationTimeZone } from "../organization-details.models";
import type { Organization } from "../organizations.models";
import { useCreateOrganization } from "../organizations.queries";

const details = v.object({ name: organizationName, timeZone: organizationTimeZone });

interface CreateOrganizationFormProps {
  userId: string;
  onCreated: (organization: Organization) => void;
}

export function CreateOrganizationForm(props: CreateOrganizationFormProps) {
  const create = useCreateOrganization(props.userId);
  const [name, setName] = createSignal("");
  const [timeZone, setTimeZone] = createSignal(browserTimeZone());
  const [wasSubmitted, setWasSubmitted] = createSignal(false);
  const checked = createMemo(() => v.safeParse(details, { name: name(), timeZone: timeZone() }));
  const errors = () =>
    wasSubmitted() && checked().issues
      ? v.flatten<typeof details>(checked().issues ?? ([] as never)).nested
      : undefined;

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    setWasSubmitted(true);
    const result = checked();
    if (!result.success) return;
    const { onCreated } = props;
    // Awaited, since the page may turn to the new org, and this form go with the old one. A refusal is shown below.
    const created = await create.mutateAsync(result.output).catch(() => undefined);
    if (created) onCreated(created);
  }

  return (
    <form class="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label="Organization name"
        placeholder="Acme Dental"
        autocomplete="organization"
        autofocus
        value={name()}
        onChange={setName}
        error={errors()?.name?.[0]}
      />
      <TimeZoneField
        value={timeZone()}
        onChange={setTimeZone}
        error={errors()?.timeZone?.[0]}
        hint="Decides when a day begins in your reports. You can change it later."
      />
      <Show when={create.isError}>
        <Notice tone="negative" title={describe(create.error).message}>
          {describe(create.error).hint}
        </Notice>
      </Show>
      <Button type="submit" variant="primary" isBusy={create.isPending}>
        Create organization
      </Button>
    </form>
  );
}
