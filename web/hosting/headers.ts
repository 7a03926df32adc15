/** Headers for the paths that a pattern matches, as `_headers` files write it: exact, or ending in a star. */
export interface HeaderRule {
  path: string;
  headers: Readonly<Record<string, string>>;
}

/**
 * What a static host has to send along with the client, for the Supabase project that it was built for. Of two rules
 * that match a path both count, and some hosts join equal names: so no name is in two rules that can meet.
 */
export function headerRules(supabaseUrl: string | undefined): HeaderRule[] {
  return [
    {
      path: "/*",
      headers: {
        "Content-Security-Policy": contentSecurityPolicy(supabaseUrl),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy":
          "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "no-referrer",
        "Strict-Transport-Security": "max-age=63072000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
      },
    },
    // Names of assets change with their content. Every other path is the page, which names them.
    { path: "/assets/*", headers: { "Cache-Control": "public, max-age=31536000, immutable" } },
    { path: "/", headers: { "Cache-Control": "no-cache" } },
    { path: "/index.html", headers: { "Cache-Control": "no-cache" } },
  ];
}

/** The style elements that libraries of the client add by script; all other styles are files. */
const STYLE_HASHES = [
  // Empty: the sign-in form's, which is filled rule by rule.
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  // wavesurfer.js's, which changes with its version and with the height that the player gives it.
  "'sha256-9SfrHdOLGeJ9IEr71EpmpCjtP/RYIJ2yGgDBKCLmeEE='",
];

function contentSecurityPolicy(supabaseUrl: string | undefined): string {
  const project = supabaseUrl ? new URL(supabaseUrl).origin : undefined;
  const socket = project?.replace(/^http/, "ws");
  const directives: [name: string, ...sources: (string | undefined)[]][] = [
    ["default-src", "'none'"],
    ["script-src", "'self'"],
    ["style-src", "'self'", ...STYLE_HASHES],
    ["img-src", "'self'", "data:"],
    ["connect-src", "'self'", project, socket],
    ["media-src", project ?? "'none'"],
    ["base-uri", "'none'"],
    ["form-action", "'self'"],
    ["frame-ancestors", "'none'"],
  ];
  return directives.map((directive) => directive.filter((part) => part !== undefined).join(" ")).join("; ");
}

/** The rules as the `_headers` file that Netlify, Cloudflare Pages and others read. */
export function formatHeaders(rules: readonly HeaderRule[]): string {
  return rules
    .map(({ path, headers }) =>
      [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join("\n"),
    )
    .join("\n\n")
    .concat("\n");
}
