import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { repositoryRoot } from "../../supabase/local/paths.ts";
import { demoAccounts } from "../../supabase/local/simulator/accounts.demo.ts";
import { startStack } from "../../supabase/local/stack.ts";
import { serveStatic } from "./static-server.ts";

/** What tests in a browser know of the running product. */
export type Product = {
  siteUrl: string;
  apiUrl: string;
  publishableKey: string;
  databaseUrl: string;
  /** As the superuser, which a hosted project does not give. */
  adminUrl: string;
  mailUrl: string;
  simulatorUrl: string;
};

/** Starts the stack with the demo people of seed.sql, nothing connected yet, and the built client on a static host. */
export async function startProduct(): Promise<{ product: Product; stop: () => Promise<void> }> {
  const stack = await startStack({ ephemeral: true, withSeed: true, accounts: demoAccounts });
  const directory = await mkdtemp(join(tmpdir(), "victorysync-web-"));
  process.env.VITE_SUPABASE_URL = stack.apiUrl;
  process.env.VITE_SUPABASE_PUBLISHABLE_KEY = stack.publishableKey;
  await build({
    configFile: join(repositoryRoot, "web/vite.config.ts"),
    logLevel: "warn",
    build: { outDir: directory, emptyOutDir: true },
  });
  const site = await serveStatic(directory, stack.ports.web);
  return {
    product: {
      siteUrl: site.url,
      apiUrl: stack.apiUrl,
      publishableKey: stack.publishableKey,
      databaseUrl: stack.databaseUrl,
      adminUrl: stack.adminUrl,
      mailUrl: stack.mailUrl,
      simulatorUrl: stack.simulator.url,
    },
    stop: async () => {
      await site.close();
      await stack.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
