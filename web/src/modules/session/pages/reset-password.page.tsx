import { A, useLocation, useNavigate } from "@solidjs/router";
import { lazy, Match, onCleanup, Suspense, Switch } from "solid-js";
import { supabase } from "~/lib/supabase";
import { buttonClass } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { toastSuccess } from "~/ui/toasts";
import { AuthFormSkeleton } from "../components/auth-form-skeleton";
import { AuthLayout } from "../components/auth-layout";
import { useSession } from "../session.context";
import { authErrorIn } from "../session.models";

const AuthIsland = lazy(() => import("../components/auth-island"));

/** Where the link of a reset mail leads: it signs the person in, and here they choose a new password. */
export default function ResetPasswordPage() {
  const session = useSession();
  const location = useLocation();
  const navigate = useNavigate();
  const linkError = authErrorIn(location.hash, location.search);

  const { data } = supabase().auth.onAuthStateChange((event) => {
    if (event !== "USER_UPDATED") return;
    toastSuccess("Your password was changed.");
    navigate("/", { replace: true });
  });
  onCleanup(() => data.subscription.unsubscribe());

  return (
    <AuthLayout title="Choose a new password">
      <Switch fallback={<AuthFormSkeleton fieldCount={1} />}>
        <Match when={session()}>
          <Suspense fallback={<AuthFormSkeleton fieldCount={1} />}>
            <AuthIsland view="update_password" redirectTo={window.location.origin} />
          </Suspense>
        </Match>
        <Match when={session() === null}>
          <Notice tone="negative" title={linkError ?? "This page needs the link from a reset mail."}>
            A link works once, and for a limited time.
          </Notice>
          <A href="/login?view=forgotten_password" class={`${buttonClass("primary")} mt-5 w-full`}>
            Ask for a new link
          </A>
        </Match>
      </Switch>
    </AuthLayout>
  );
}
