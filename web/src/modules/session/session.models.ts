export const authViews = ["sign_in", "sign_up", "magic_link", "forgotten_password"] as const;
export type AuthView = (typeof authViews)[number];

export function parseAuthView(text: unknown): AuthView {
  return authViews.find((view) => view === text) ?? "sign_in";
}

/** Any origin serves to resolve a path against; this one can't exist. */
const anyOrigin = "https://app.invalid";

/** Where to go after signing in: a path of this app, or its start. An address elsewhere is never followed. */
export function safeRedirect(target: unknown): string {
  if (typeof target !== "string" || !target.startsWith("/")) return "/";
  const url = URL.canParse(target, anyOrigin) ? new URL(target, anyOrigin) : undefined;
  // "/.//host" stays here while it is read, but what comes out of it, "//host", would lead away.
  if (url?.origin !== anyOrigin || url.pathname.startsWith("//") || url.pathname === "/login") return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The sign-in page that leads back to a path of this app. */
export function loginPath(returnTo: string): string {
  const target = safeRedirect(returnTo);
  return target === "/" ? "/login" : `/login?redirect=${encodeURIComponent(target)}`;
}

/** What Supabase Auth says about a link that didn't work; it arrives in the fragment or the query of the address. */
export function authErrorIn(fragment: string, query: string): string | undefined {
  for (const text of [fragment.replace(/^#/, ""), query]) {
    const params = new URLSearchParams(text);
    if (params.get("error_code") === "otp_expired") return "This link has expired or was used before.";
    if (params.has("error")) return params.get("error_description") ?? "This link doesn't work.";
  }
  return undefined;
}
