import { A, useNavigate, useSearchParams } from "@solidjs/router";
import { Match, onMount, Show, Switch } from "solid-js";
import { describe } from "~/lib/problem";
import { AuthLayout } from "~/modules/session/components/auth-layout";
import { signOut, useSession } from "~/modules/session/session.context";
import { loginPath } from "~/modules/session/session.models";
import { Button, buttonClass } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { Spinner } from "~/ui/spinner";
import { toastProblem, toastSuccess } from "~/ui/toasts";
import { useAcceptInvitation } from "../invitations.queries";

/** Where an invitation's link leads: into the org, by way of signing in when need be. */
export default function AcceptInvitationPage() {
  const session = useSession();
  const [params] = useSearchParams();
  const token = () => (typeof params.token === "string" ? params.token : "");
  return (
    <Switch fallback={<AuthLayout title="Your invitation">{<Joining />}</AuthLayout>}>
      <Match when={token() === ""}>
        <AuthLayout title="This link is incomplete">
          <Notice tone="negative" title="It doesn't say which invitation it belongs to.">
            Open the link from the mail again, or copy all of it into the address bar.
          </Notice>
          <A href="/" class={`${buttonClass("primary")} mt-5 w-full`}>
            Go to the start
          </A>
        </AuthLayout>
      </Match>
      <Match when={session() === null}>
        <SignInFirst token={token()} />
      </Match>
      <Match when={session()}>
        {(user) => <Accepting token={token()} userId={user().id} email={user().email} />}
      </Match>
    </Switch>
  );
}

function SignInFirst(props: { token: string }) {
  const signIn = () => loginPath(`/accept-invitation?token=${encodeURIComponent(props.token)}`);
  return (
    <AuthLayout
      title="You are invited"
      description="Sign in with the address that the invitation was sent to, and you are in."
    >
      <div class="flex flex-col gap-2.5">
        <A href={signIn()} class={buttonClass("primary")}>
          Sign in
        </A>
        <A href={`${signIn()}&view=sign_up`} class={buttonClass()}>
          Create an account
        </A>
        <A href={`${signIn()}&view=magic_link`} class={buttonClass("quiet")}>
          Email me a sign-in link
        </A>
      </div>
    </AuthLayout>
  );
}

function Joining() {
  return (
    <p role="status" class="flex items-center gap-3 text-ink-muted">
      <Spinner />
      Opening your invitation…
    </p>
  );
}

function Accepting(props: { token: string; userId: string; email: string }) {
  const navigate = useNavigate();
  const accept = useAcceptInvitation();
  const join = () =>
    accept.mutate(
      { token: props.token, userId: props.userId },
      {
        onSuccess: (organization) => {
          toastSuccess(`Welcome to ${organization.name}.`);
          navigate(`/?org=${organization.slug}`, { replace: true });
        },
      },
    );
  onMount(join);

  return (
    <AuthLayout title="Your invitation">
      <Show when={accept.isError} fallback={<Joining />}>
        <Notice tone="negative" title={describe(accept.error).message}>
          {describe(accept.error).hint}
        </Notice>
        <p class="mt-4 text-ink-muted">
          You are signed in as <span class="font-medium text-ink">{props.email}</span>.
        </p>
        <div class="mt-5 flex flex-col gap-2.5">
          <Button variant="primary" isBusy={accept.isPending} onClick={join}>
            Try again
          </Button>
          <Button onClick={() => void signOut().catch(toastProblem)}>Sign in as someone else</Button>
          <A href="/" class={buttonClass("quiet")}>
            Go to the start
          </A>
        </div>
      </Show>
    </AuthLayout>
  );
}
