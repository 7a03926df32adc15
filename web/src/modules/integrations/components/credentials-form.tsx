import ShieldCheck from "lucide-solid/icons/shield-check";
import { createSignal, Show } from "solid-js";
import { formatInterval } from "~/lib/format";
import { describe, Problem } from "~/lib/problem";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { ChoiceCards } from "~/ui/choice-cards";
import { Notice } from "~/ui/notice";
import { TextField } from "~/ui/text-field";
import { toastSuccess } from "~/ui/toasts";
import { type AccountType, accountTypes, credentialErrors } from "../integrations.models";
import { useSaveCredentials } from "../integrations.queries";

interface CredentialsFormProps {
  accountType: AccountType;
  isReplacing: boolean;
  onSaved: () => void;
  onCancel?: (() => void) | undefined;
}

/** Takes the credentials of a MightyCall account. The keys are never shown again, so nothing is filled in. */
export function CredentialsForm(props: CredentialsFormProps) {
  const { organization } = useOrganization();
  const save = useSaveCredentials(organization().id);
  const [accountType, setAccountType] = createSignal(props.accountType);
  const [apiKey, setApiKey] = createSignal("");
  const [userKey, setUserKey] = createSignal("");
  const [wasSubmitted, setWasSubmitted] = createSignal(false);
  const input = () => ({ accountType: accountType(), apiKey: apiKey(), userKey: userKey() });
  const errors = () => (wasSubmitted() ? credentialErrors(input()) : {});

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setWasSubmitted(true);
    if (save.isPending || Object.keys(errors()).length > 0) return;
    save.mutate(input(), {
      onSuccess: () => {
        toastSuccess("MightyCall is connected.", "The first sync starts within a minute.");
        props.onSaved();
      },
    });
  }

  return (
    <form class="flex flex-col gap-5" onSubmit={submit} noValidate autocomplete="off">
      <ChoiceCards
        label="Which product is your account?"
        options={accountTypes}
        value={accountType()}
        onChange={setAccountType}
      />
      <div class="grid gap-5 sm:grid-cols-2">
        <TextField
          label="API key"
          type="password"
          autocomplete="off"
          spellcheck={false}
          value={apiKey()}
          onChange={setApiKey}
          error={errors().apiKey}
          hint="In the MightyCall panel under Integrations → API."
        />
        <TextField
          label="User key"
          type="password"
          autocomplete="off"
          spellcheck={false}
          value={userKey()}
          onChange={setUserKey}
          error={errors().userKey}
          hint="Best that of an administrator, who sees all calls."
        />
      </div>
      <Show when={save.isError}>
        <Notice tone="negative" title={describe(save.error).message}>
          {describe(save.error).hint} <RetryAfter error={save.error} />
          <Show when={props.isReplacing}> Nothing was changed: the stored credentials are still in use.</Show>
        </Notice>
      </Show>
      <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p class="flex flex-1 basis-64 items-start gap-2 text-ink-muted text-sm">
          <ShieldCheck class="mt-0.5 size-4 shrink-0 text-positive" aria-hidden="true" />
          Both keys are tried at MightyCall first, then stored encrypted. Nobody can read them back.
        </p>
        <div class="flex gap-2 max-sm:w-full max-sm:flex-col-reverse">
          <Show when={props.onCancel}>{(cancel) => <Button onClick={() => cancel()()}>Cancel</Button>}</Show>
          <Button type="submit" variant="primary" isBusy={save.isPending}>
            {save.isPending ? "Testing…" : "Test and save"}
          </Button>
        </div>
      </div>
    </form>
  );
}

function RetryAfter(props: { error: unknown }) {
  const seconds = () => (props.error instanceof Problem ? props.error.retryAfterSeconds : undefined);
  return <Show when={seconds()}>{(wait) => `You can try again in ${formatInterval(wait())}.`}</Show>;
}
