import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";
import { sharedByFirstPage } from "./budget/first-page-files.ts";
import { withoutUnusedClients } from "./budget/unused-clients.ts";
import { hostFiles } from "./hosting/host-files.ts";

const source = fileURLToPath(new URL("./src", import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [withoutUnusedClients(), solid(), tailwindcss(), hostFiles()],
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
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: {
        codeSplitting: {
          groups: [
            sharedByFirstPage("/pages/dashboard.page.tsx", ["/src/index.tsx", "/overlays/overlays.ts"]),
          ],
        },
      },
    },
  },
});
