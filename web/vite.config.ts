import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import solid from "vite-plugin-solid";
import { hostFiles } from "./hosting/host-files.ts";

const source = fileURLToPath(new URL("./src", import.meta.url));

/**
 * supabase-js always brings its clients for Storage and Realtime, a fifth of the app's JavaScript. A page that needs
 * one imports that client's own package, lazily; supabase-js itself gets stand-ins.
 */
const unusedClients = new Map([
  ["@supabase/storage-js", "export class StorageClient {} export class StorageApiError extends Error {}"],
  ["@supabase/realtime-js", "export class RealtimeClient { async setAuth() {} }"],
]);

const withoutUnusedClients: Plugin = {
  name: "without-unused-supabase-clients",
  enforce: "pre",
  apply: "build",
  resolveId: (source, importer) =>
    unusedClients.has(source) && importer?.includes("/@supabase/supabase-js/") ? `\0${source}` : null,
  load: (id) => (id.startsWith("\0") ? unusedClients.get(id.slice(1)) : null),
};

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [withoutUnusedClients, solid(), tailwindcss(), hostFiles()],
  resolve: {
    alias: {
      "~": source,
      // The sign-in island is written for React; Preact speaks the same language at a tenth of the size.
      "react/jsx-runtime": "preact/jsx-runtime",
      "react-dom": "preact/compat",
      react: "preact/compat",
    },
  },
  server: { port: Number(process.env.WEB_PORT ?? 5173), strictPort: true },
  preview: { port: Number(process.env.WEB_PORT ?? 5173), strictPort: true },
  build: { outDir: "dist", emptyOutDir: true, target: "es2022", modulePreload: { polyfill: false } },
});
