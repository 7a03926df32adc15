import { createSignal, Show } from "solid-js";
import { describe } from "~/lib/problem";
import { useQuery } from "~/lib/use-query";
import { useUser } from "~/modules/session/session.context";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { Notice } from "~/ui/notice";
import { TextField } from "~/ui/text-field";
import { toastSuccess } from "~/ui/toasts";
import { profileOptions, useSaveProfile } from "../people.queries";

const longestName = 120;

export default function ProfileDialog(props: { onClose: () => void }) {
  const user = useUser();
  const profile = useQuery(() => profileOptions(user.id));
  const save = useSaveProfile(user.id);
  const [typedName, setTypedName] = createSignal<string>();
  const name = () => typedName() ?? (profile.isPending ? "" : (profile.data?.full_name ?? ""));

  function submit(event: SubmitEvent) {
    event.preventDefault();
    save.mutate(name().trim(), {
      onSuccess: () => {
        toastSuccess("Your profile was saved.");
        props.onClose();
      },
    });
  }

  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title="Your profile"
      description="Colleagues who see the whole organization see your name and address."
      footer={
        <>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" form="profile" variant="primary" isBusy={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id="profile" class="flex flex-col gap-4 pt-1" onSubmit={submit}>
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
      </form>
    </Dialog>
  );
}
