import { createHandler } from "../_shared/http/serve.ts";
import { providerHosts } from "../_shared/integration/provider-hosts.ts";
import { runPass } from "./pass.ts";

// Hosted functions live 150 s and may compute for 2 s; a pass stays well below both.
const PASS_MS = 50_000;
const PAGES_PER_PASS = 40;

// The worker. Only the clock's own key opens it; what it does comes from the queue and never from the request.
Deno.serve(
  createHandler({ name: "sync", auth: "secret:cron", methods: ["POST"] }, async ({ database, logger }) => {
    const hosts = providerHosts(Deno.env);
    const report = await runPass({
      database,
      hosts,
      fetch: globalThis.fetch,
      logger,
      passMs: PASS_MS,
      pages: PAGES_PER_PASS,
    });
    return Response.json(report);
  }),
);
