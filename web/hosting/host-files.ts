import type { Plugin } from "vite";
import { formatHeaders, headerRules } from "./headers.ts";

/** Puts what static hosts read beside the built client: headers, and that every path without a file is the page. */
export function hostFiles(): Plugin {
  let supabaseUrl: string | undefined;
  return {
    name: "host-files",
    apply: "build",
    configResolved: ({ env }) => {
      supabaseUrl = env.VITE_SUPABASE_URL;
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "_headers", source: formatHeaders(headerRules(supabaseUrl)) });
      this.emitFile({ type: "asset", fileName: "_redirects", source: "/* /index.html 200\n" });
    },
  };
}
