import { Auth } from "@supabase/auth-ui-react";
import { type ComponentType, createElement, render } from "preact";
import { createEffect, onCleanup } from "solid-js";
import { supabase } from "~/lib/supabase";
import type { AuthView } from "../session.models";

interface AuthIslandProps {
  view: AuthView | "update_password";
  /** Where a mailed link leads: an absolute address of this app. */
  redirectTo: string;
}

const appearance = {
  extend: false,
  className: {
    container: "flex flex-col gap-4",
    label: "mb-1.5 block font-medium text-sm",
    input: "field",
    button:
      "inline-flex min-h-10 w-full items-center justify-center rounded-lg bg-accent px-4 font-medium text-on-accent shadow-raised transition-colors hover:bg-accent-hover disabled:opacity-60 pointer-coarse:min-h-11",
    message:
      "mt-4 block rounded-lg bg-positive-soft px-4 py-3 text-positive text-sm [&[color=danger]]:bg-negative-soft [&[color=danger]]:text-negative",
  },
};

const email = {
  email_label: "Email",
  email_input_label: "Email",
  email_input_placeholder: "you@company.com",
};
const password = { password_label: "Password", password_input_placeholder: "Your password" };

const variables = {
  sign_in: { ...email, ...password, button_label: "Sign in", loading_button_label: "Signing in…" },
  sign_up: {
    ...email,
    ...password,
    password_input_placeholder: "A password you use nowhere else",
    button_label: "Create account",
    loading_button_label: "Creating your account…",
    confirmation_text: "Almost there: open the link in the mail that we have just sent you.",
  },
  magic_link: {
    ...email,
    button_label: "Email me a link",
    loading_button_label: "Sending…",
    confirmation_text: "Check your mail: the link in it signs you in.",
    empty_email_address: "Enter your email address first.",
  },
  forgotten_password: {
    ...email,
    button_label: "Send reset link",
    loading_button_label: "Sending…",
    confirmation_text: "If this address has an account, a mail with a reset link is on its way.",
  },
  update_password: {
    password_label: "New password",
    password_input_placeholder: "A password you use nowhere else",
    button_label: "Save new password",
    loading_button_label: "Saving…",
    confirmation_text: "Your password was changed.",
  },
};

/** Supabase's own sign-in form, a React component run by Preact; the only one in the app. */
export default function AuthIsland(props: AuthIslandProps) {
  const form = Auth as unknown as ComponentType<Record<string, unknown>>;
  let host: HTMLDivElement | undefined;

  createEffect(() => {
    if (!host) return;
    const options = { supabaseClient: supabase(), providers: [], showLinks: false, appearance };
    render(
      createElement(form, {
        ...options,
        view: props.view,
        redirectTo: props.redirectTo,
        localization: { variables },
      }),
      host,
    );
  });
  onCleanup(() => host && render(null, host));

  return <div ref={host} aria-live="polite" />;
}
