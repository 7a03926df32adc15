import { createSignal, Show } from "solid-js";
import { describe } from "~/lib/problem";
import { signOut } from "~/modules/session/session.context";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { TextField } from "~/ui/text-field";
import { toastProblem, toastSuccess } from "~/ui/toasts";
import { passwordErrors } from "../settings.models";
import { useChangePassword, useSignOutElsewhere } from "../settings.queries";
import { SettingsSection } from "./settings-section";

export function SecuritySection() {
  const signOutElsewhere = useSignOutElsewhere();
  const runElsewhere = () =>
    signOutElsewhere.mutate(undefined, {
      onSuccess: () => toastSuccess("All other devices are signed out.", "It takes effect within the hour."),
      onError: toastProblem,
    });
  return (
    <SettingsSection
      title="Security"
      description="Came by an emailed link? Set a password here, and sign in with it from then on."
    >
      <PasswordForm />
      <div class="mt-6 border-line border-t pt-5">
        <h3>Signed-in devices</h3>
        <p class="mt-1 text-ink-muted text-sm">
          Lost a device, or used someone else's? Sign out there from here.
        </p>
        <div class="mt-3 flex flex-wrap gap-2">
          <Button isBusy={signOutElsewhere.isPending} onClick={runElsewhere}>
            Sign out everywhere else
          </Button>
          <Button variant="quiet" onClick={() => void signOut().catch(toastProblem)}>
            Sign out here
          </Button>
        </div>
      </div>
    </SettingsSection>
  );
}

const nothing = { password: "", repeated: "" };

function PasswordForm() {
  const change = useChangePassword();
  const [input, setInput] = createSignal(nothing);
  const [wasSubmitted, setWasSubmitted] = createSignal(false);
  const errors = () => (wasSubmitted() ? passwordErrors(input()) : {});

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setWasSubmitted(true);
    if (Object.keys(passwordErrors(input())).length > 0) return;
    change.mutate(input().password, {
      onSuccess: () => {
        setInput(nothing);
        setWasSubmitted(false);
        toastSuccess("Your password was changed.");
      },
    });
  }

  return (
    <form class="flex flex-col gap-4" onSubmit={submit} noValidate>
      <TextField
        label="New password"
        type="password"
        autocomplete="new-password"
        value={input().password}
        onChange={(password) => setInput({ ...input(), password })}
        error={errors().password}
      />
      <TextField
        label="New password again"
        type="password"
        autocomplete="new-password"
        value={input().repeated}
        onChange={(repeated) => setInput({ ...input(), repeated })}
        error={errors().repeated}
      />
      <Show when={change.isError}>
        <Notice tone="negative" title={describe(change.error).message}>
          {describe(change.error).hint}
        </Notice>
      </Show>
      <div>
        <Button type="submit" variant="primary" isBusy={change.isPending} disabled={input().password === ""}>
          Change password
        </Button>
      </div>
    </form>
  );
}
