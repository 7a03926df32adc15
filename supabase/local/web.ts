import { join } from "node:path";
import { createServer } from "vite";
import { repositoryRoot } from "./paths.ts";
import type { Stack } from "./stack.ts";

export type Web = { url: string; stop: () => Promise<void> };

/** Starts Vite's development server for the client, pointed at the stack. */
export async function startWeb(stack: Stack): Promise<Web> {
  process.env.VITE_SUPABASE_URL = stack.apiUrl;
  process.env.VITE_SUPABASE_PUBLISHABLE_KEY = stack.publishableKey;
  const server = await createServer({
    configFile: join(repositoryRoot, "web/vite.config.ts"),
    logLevel: "warn",
    clearScreen: false,
    server: { host: "localhost", port: stack.ports.web, strictPort: true },
  });
  await server.listen();
  return { url: stack.siteUrl, stop: () => server.close() };
}
