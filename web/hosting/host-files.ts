import type { Plugin } from "vite";
import { formatHeaders, headerRules } from "./headers.ts";

/**
 * Puts what static hosts read beside the built client: headers, and that every path without a file is the page. The page
 * itself asks for a connection to its project while the code is still on its way.
 */
export function hostFiles(): Plugin {
  let supabaseUrl: string | undefined;
  return {
    name: "host-files",
    apply: "build",
    configResolved: ({ env }) => {
      supabaseUrl = env.VITE_SUPABASE_URL;
    },
    transformIndexHtml: () =>
      supabaseUrl
        ? [
            {
              tag: "link",
              attrs: { rel: "preconnect", href: new URL(supabaseUrl).origin, crossorigin: true },
              injectTo: "head-prepend",
            },
          ]
        : [],
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "_headers", source: formatHeaders(headerRules(supabaseUrl)) });
      this.emitFile({ type: "asset", fileName: "_redirects", source: "/* /index.html 200\n" });
    },
  };
}
