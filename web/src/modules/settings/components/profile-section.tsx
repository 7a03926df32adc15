import { createSignal, Show } from "solid-js";
import { describe } from "~/lib/problem";
import { useQuery } from "~/lib/use-query";
import { profileOptions, useSaveProfile } from "~/modules/people/people.queries";
import { useUser } from "~/modules/session/session.context";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { TextField } from "~/ui/text-field";
import { toastSuccess } from "~/ui/toasts";
import { SettingsSection } from "./settings-section";

const longestName = 120;

export function ProfileSection() {
  const user = useUser();
  const profile = useQuery(() => profileOptions(user.id));
  const save = useSaveProfile(user.id);
  const [typedName, setTypedName] = createSignal<string>();
  const savedName = () => (profile.isPending ? "" : (profile.data?.full_name ?? ""));
  const name = () => typedName() ?? savedName();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const sent = name();
    save.mutate(sent.trim(), {
      onSuccess: () => {
        // What was typed meanwhile stays.
        setTypedName((typed) => (typed === sent ? undefined : typed));
        toastSuccess("Your profile was saved.");
      },
    });
  }

  return (
    <SettingsSection
      title="Profile"
      description="Colleagues who see the whole organization see your name and address."
    >
      <form class="flex flex-col gap-4" onSubmit={submit}>
        <TextField
          label="Name"
          autocomplete="name"
          maxLength={longestName}
          value={name()}
          onChange={setTypedName}
          disabled={profile.isPending}
        />
        <TextField label="Email" value={user.email} onChange={() => {}} disabled hint="Used to sign in." />
        <Show when={save.isError}>
          <Notice tone="negative" title={describe(save.error).message}>
            {describe(save.error).hint}
          </Notice>
        </Show>
        <div>
          <Button
            type="submit"
            variant="primary"
            isBusy={save.isPending}
            disabled={profile.isPending || name().trim() === savedName()}
          >
            Save profile
          </Button>
        </div>
      </form>
    </SettingsSection>
  );
}
