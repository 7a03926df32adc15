import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { functionNames } from "../../supabase/local/functions/functions.ts";
import { runSupabase } from "../../supabase/local/migrations/cli.ts";
import { repositoryRoot } from "../../supabase/local/paths.ts";

/* The official CLI deploys to a stand-in of the platform's management API, which notes what it is sent. */
type Upload = { slug: string; metadata: Record<string, unknown>; files: string[] };

const uploads: Upload[] = [];
let server: Server;
let directory: string;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const slug = url.searchParams.get("slug");
    response.setHeader("content-type", "application/json");
    if (slug === null) return response.end("[]");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = { "content-type": request.headers["content-type"] ?? "" };
    const form = await new Response(Buffer.concat(chunks), { headers }).formData();
    const files = form.getAll("file").flatMap((file) => (file instanceof File ? file.name : []));
    uploads.push({ slug, metadata: JSON.parse(String(form.get("metadata"))), files });
    response.statusCode = 201;
    response.end(
      JSON.stringify({ id: slug, slug, name: slug, status: "ACTIVE", version: 1, verify_jwt: false }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens on no port.");
  directory = await mkdtemp(join(tmpdir(), "victorysync-deploy-"));
  const api = `http://127.0.0.1:${address.port}`;
  const profile = {
    name: "stand-in",
    api_url: api,
    dashboard_url: api,
    docs_url: api,
    project_host: "project.invalid",
  };
  await writeFile(
    join(directory, "profile.yaml"),
    Object.entries(profile)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join(""),
  );
  const deployed = await runSupabase(
    [
      ...["functions", "deploy", "--use-api", "--yes", `--remote=${"a".repeat(20)}`],
      ...["--profile", join(directory, "profile.yaml")],
    ],
    { SUPABASE_ACCESS_TOKEN: `sbp_${"0".repeat(40)}` },
  );
  expect(deployed.exitCode, deployed.stdout + deployed.stderr).toBe(0);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(directory, { recursive: true });
});

it("every function is deployed, and checks its callers itself", () => {
  expect(uploads.map(({ slug }) => slug).sort()).toEqual(functionNames());
  for (const { slug, metadata } of uploads) {
    expect(metadata, slug).toMatchObject({
      verify_jwt: false,
      entrypoint_path: `supabase/functions/${slug}/index.ts`,
      import_map_path: "supabase/functions/deno.json",
    });
  }
});

it("nothing of the local stack or the tests goes along", () => {
  for (const { slug, files } of uploads) {
    expect(files.length, slug).toBeGreaterThan(5);
    expect(files, slug).toContain("supabase/functions/deno.json");
    expect(
      files.filter((file) => !file.startsWith("supabase/functions/") || file.endsWith(".test.ts")),
    ).toEqual([]);
  }
});

it("a deployed function gets the packages that the tests ran with", async () => {
  const { imports } = JSON.parse(
    await readFile(join(repositoryRoot, "supabase/functions/deno.json"), "utf8"),
  );
  for (const [name, specifier] of Object.entries(imports)) {
    const installed = await readFile(join(repositoryRoot, "node_modules", name, "package.json"), "utf8");
    expect(specifier, name).toBe(`npm:${name}@${JSON.parse(installed).version}`);
  }
});
