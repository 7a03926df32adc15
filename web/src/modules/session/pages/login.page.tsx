import { A, Navigate, useLocation, useSearchParams } from "@solidjs/router";
import { lazy, Show, Suspense } from "solid-js";
import { Notice } from "~/ui/notice";
import { AuthFormSkeleton } from "../components/auth-form-skeleton";
import { AuthLayout } from "../components/auth-layout";
import { useSession } from "../session.context";
import { type AuthView, authErrorIn, parseAuthView, safeRedirect } from "../session.models";

const AuthIsland = lazy(() => import("../components/auth-island"));

const copy: Record<AuthView, { title: string; description: string }> = {
  sign_in: { title: "Sign in", description: "Welcome back." },
  sign_up: {
    title: "Create your account",
    description: "Then create your organization, or join one by invitation.",
  },
  magic_link: { title: "Sign in by email", description: "No password needed: we mail you a link." },
  forgotten_password: {
    title: "Reset your password",
    description: "We mail you a link to choose a new one.",
  },
};

export default function LoginPage() {
  const session = useSession();
  const location = useLocation();
  const [search] = useSearchParams();
  const view = () => parseAuthView(search.view);
  const target = () => safeRedirect(search.redirect);
  const linkError = authErrorIn(location.hash, location.search);

  const pathOf = (other: AuthView) => {
    const params = new URLSearchParams(other === "sign_in" ? {} : { view: other });
    if (target() !== "/") params.set("redirect", target());
    return `/login${params.size > 0 ? `?${params}` : ""}`;
  };
  const mailedLinkTarget = () =>
    new URL(view() === "forgotten_password" ? "/reset-password" : pathOf("sign_in"), window.location.origin)
      .href;

  const linkClass = "font-medium text-accent-text underline-offset-4 hover:underline";

  return (
    <Show when={!session()} fallback={<Navigate href={target()} />}>
      <AuthLayout
        title={copy[view()].title}
        description={copy[view()].description}
        footer={
          <>
            <Show when={view() === "sign_in"}>
              <A href={pathOf("magic_link")} class={linkClass}>
                Email me a sign-in link instead
              </A>
              <A href={pathOf("forgotten_password")} class={linkClass}>
                Forgot your password?
              </A>
            </Show>
            <Show
              when={view() === "sign_up"}
              fallback={
                <p>
                  New here?{" "}
                  <A href={pathOf("sign_up")} class={linkClass}>
                    Create an account
                  </A>
                </p>
              }
            >
              <p>
                Already have an account?{" "}
                <A href={pathOf("sign_in")} class={linkClass}>
                  Sign in
                </A>
              </p>
            </Show>
            <Show when={view() === "magic_link" || view() === "forgotten_password"}>
              <A href={pathOf("sign_in")} class={linkClass}>
                Back to signing in with a password
              </A>
            </Show>
          </>
        }
      >
        <Show when={linkError}>
          <div class="mb-5">
            <Notice tone="negative" title={linkError}>
              Ask for a new one below.
            </Notice>
          </div>
        </Show>
        <Suspense fallback={<AuthFormSkeleton fieldCount={view().startsWith("sign") ? 2 : 1} />}>
          <AuthIsland view={view()} redirectTo={mailedLinkTarget()} />
        </Suspense>
      </AuthLayout>
    </Show>
  );
}
