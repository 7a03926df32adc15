import { useNavigate } from "@solidjs/router";
import { createEffect, Show } from "solid-js";
import { signOut, useUser } from "~/modules/session/session.context";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Logo } from "~/ui/logo";
import { toastProblem } from "~/ui/toasts";
import { CreateOrganizationForm } from "../components/create-organization-form";
import { useOrganizations } from "../organizations.context";

export default function OnboardingPage() {
  const user = useUser();
  const navigate = useNavigate();
  const { memberships, choose } = useOrganizations();
  const isFirst = () => memberships().length === 0;
  createEffect(() => {
    document.title = "New organization · VictorySync";
  });
  return (
    <main class="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-4 py-10">
      <Logo class="size-10" />
      <h1 class="mt-6 text-2xl">{isFirst() ? "Set up your organization" : "New organization"}</h1>
      <p class="mt-1.5 text-ink-muted">
        An organization is your company here: its phone numbers, calls and people. You will be its owner, and
        can connect MightyCall in the next step.
      </p>
      <Card class="mt-6 p-5 sm:p-6">
        <CreateOrganizationForm
          userId={user.id}
          onCreated={(organization) => {
            choose(organization.slug);
            navigate("/admin/mightycall", { replace: true });
          }}
        />
      </Card>
      <div class="mt-5 flex flex-wrap items-center justify-between gap-3 text-ink-muted text-sm">
        <Show
          when={isFirst()}
          fallback={
            <Button variant="quiet" onClick={() => navigate(-1)}>
              Back
            </Button>
          }
        >
          <p class="flex-1 basis-60">
            Joining a company that is here already? Ask its administrator for an invitation.
          </p>
        </Show>
        <p>
          Signed in as {user.email}.{" "}
          <button
            type="button"
            class="font-medium text-accent-text underline-offset-4 hover:underline"
            onClick={() => signOut().catch(toastProblem)}
          >
            Sign out
          </button>
        </p>
      </div>
    </main>
  );
}
