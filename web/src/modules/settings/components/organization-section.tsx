import { createMemo, createSignal, Show } from "solid-js";
import * as v from "valibot";
import { describe } from "~/lib/problem";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { TextField } from "~/ui/text-field";
import { TimeZoneField } from "~/ui/time-zone-field";
import { toastSuccess } from "~/ui/toasts";
import {
  type OrganizationInput,
  organizationDetails,
  organizationErrors,
  typedSince,
} from "../settings.models";
import { useSaveOrganization } from "../settings.queries";
import { SettingsSection } from "./settings-section";

/** What holds for everyone in the org. For its admins. */
export function OrganizationSection() {
  const { organization } = useOrganization();
  const save = useSaveOrganization(organization().id);
  const [typed, setTyped] = createSignal<Partial<OrganizationInput>>({});
  const saved = createMemo(
    (): OrganizationInput => ({
      name: organization().name,
      timeZone: organization().time_zone,
      serviceLevelSeconds: String(organization().service_level_seconds),
    }),
  );
  const input = createMemo((): OrganizationInput => ({ ...saved(), ...typed() }));
  const errors = createMemo(() => organizationErrors(input()));
  const isChanged = () =>
    input().name !== saved().name ||
    input().timeZone !== saved().timeZone ||
    input().serviceLevelSeconds !== saved().serviceLevelSeconds;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const sent = input();
    const result = v.safeParse(organizationDetails, sent);
    if (!result.success) return;
    save.mutate(result.output, {
      onSuccess: () => {
        setTyped((typed) => typedSince(typed, sent));
        toastSuccess("The organization was saved.");
      },
    });
  }

  return (
    <SettingsSection
      title="Organization"
      description="Holds for everyone. Changes are noted in the audit log."
    >
      <form class="flex flex-col gap-4" onSubmit={submit} noValidate>
        <TextField
          label="Organization name"
          autocomplete="organization"
          value={input().name}
          onChange={(name) => setTyped({ ...typed(), name })}
          error={errors().name}
        />
        <TimeZoneField
          value={input().timeZone}
          onChange={(timeZone) => setTyped({ ...typed(), timeZone })}
          error={errors().timeZone}
          hint="Decides when a day begins, in every figure and filter."
        />
        <TextField
          label="Service level (seconds)"
          value={input().serviceLevelSeconds}
          onChange={(serviceLevelSeconds) => setTyped({ ...typed(), serviceLevelSeconds })}
          error={errors().serviceLevelSeconds}
          hint="How soon a call is to be answered. MightyCall gives no waiting times, so that no figure can be held against it yet."
        />
        <Show when={save.isError}>
          <Notice tone="negative" title={describe(save.error).message}>
            {describe(save.error).hint}
          </Notice>
        </Show>
        <div>
          <Button type="submit" variant="primary" isBusy={save.isPending} disabled={!isChanged()}>
            Save organization
          </Button>
        </div>
      </form>
    </SettingsSection>
  );
}
