import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "smol-toml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { runSupabase } from "../../supabase/local/migrations/cli.ts";
import { repositoryRoot } from "../../supabase/local/paths.ts";
import { type Database, startStack } from "../../supabase/local/stack.ts";
import { anchors, isThere, named, readmes } from "../support/readme.ts";

let database: Database;

beforeAll(async () => {
  database = await startStack({ ephemeral: true, parts: "database" });
});
afterAll(() => database.stop());

/** How often a pattern has to be met for a check of it to mean something. */
function atLeast(count: number, found: string[]): string[] {
  expect(found.length, found.join(", ")).toBeGreaterThanOrEqual(count);
  return found;
}

describe("what the READMEs name is there:", () => {
  it("npm scripts, each of which some README tells of", () => {
    const scripts = Object.keys(packageJson.scripts);
    const told = named(
      /(?:npm run |npm |^)((?:test|start|reset|check|fix|build|types|bench|doctor)(?::\w+)?)\b/g,
    );
    expect(atLeast(10, told).filter((name) => !scripts.includes(name))).toEqual([]);
    const isStep = (name: string) => name.startsWith("check:");
    expect(scripts.filter((name) => !told.includes(name) && !isStep(name))).toEqual([]);
  });

  it("commands of the Supabase CLI, with their flags", async () => {
    for (const line of atLeast(8, named(/npx supabase ([a-z][^\n`;]*)/g))) {
      const words = line.trim().split(" ");
      const end = words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word));
      const command = words.slice(0, end === -1 ? words.length : end);
      const flags = words.filter((word) => word.startsWith("--"));
      const help = await runSupabase([...command, "--help"]);
      expect(help.stdout, line).toContain(`supabase ${command.join(" ")}`);
      expect(help.exitCode, line).toBe(0);
      for (const flag of flags) expect(help.stdout, line).toContain(flag);
    }
  });

  it("files and folders", () => {
    const isPath = /^[\w.@-]+(\/[\w.@*<>-]+)+\/?$|^[\w-]+\/$|^[\w-]+\.(?:ts|tsx|sql|json|toml|html)$/;
    const made = ["web/dist", "web/dist/_headers"];
    // Inside of any feature's folder.
    const perFeature = ["pages/", "components/"];
    const missing = readmes.flatMap(({ file, code }) =>
      code
        .filter(
          (piece) => isPath.test(piece) && ![...made, ...perFeature].includes(piece) && !isThere(file, piece),
        )
        .map((piece) => `${file}: ${piece}`),
    );
    expect(missing).toEqual([]);
  });

  it("links, and the places in the files that they lead to", () => {
    for (const { file, links } of readmes) {
      for (const link of links.filter((link) => !link.startsWith("http"))) {
        const [path = "", anchor] = link.split("#");
        const target = join(repositoryRoot, dirname(file), path === "" ? file : path);
        expect(isThere(file, path), `${file}: ${link}`).toBe(true);
        if (anchor !== undefined)
          expect(anchors(readFileSync(target, "utf8")), `${file}: ${link}`).toContain(anchor);
      }
    }
  });

  it("environment variables", () => {
    const sources = execFileSync(
      "git",
      [
        "grep",
        "-hE",
        "[A-Z]+_[A-Z]",
        "--",
        "supabase",
        "web",
        "tests",
        ":!*.md",
        ":!tests/integration/readme.test.ts",
      ],
      { cwd: repositoryRoot, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
    );
    // A person's own connection string, and a name that the code puts together.
    const others = ["DATABASE_URL", "VICTORYSYNC_API_PORT"];
    const names = atLeast(6, named(/\b([A-Z]+(?:_[A-Z]+)+)\b/g));
    expect(names.filter((name) => !others.includes(name) && !sources.includes(name))).toEqual([]);
  });

  it("tables, views, functions and types of the database", async () => {
    const names = atLeast(15, named(/\b((?:public|private|worker|operations|vault|cron)\.[a-z_]+)\b/g));
    const known = await database.sql<{ name: string }[]>`
      select n.nspname || '.' || x.name as name from pg_namespace n join (
        select relnamespace as schema, relname as name from pg_class union all
        select pronamespace, proname from pg_proc union all select typnamespace, typname from pg_type
      ) x on x.schema = n.oid`;
    const all = new Set(known.map(({ name }) => name));
    expect(names.filter((name) => !all.has(name))).toEqual([]);
  });

  it("where the earlier system's API lives now", async () => {
    const [, table = ""] = (readmes[1]?.text ?? "").split("## Where the earlier system's API lives now");
    const names = [...table.matchAll(/`([a-z_]+)`/g)].map(([, name = ""]) => name);
    const known = await database.sql<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace
      union all select proname from pg_proc where pronamespace = 'public'::regnamespace`;
    const all = new Set(known.map(({ name }) => name));
    const isFunction = (name: string) => isThere("supabase/README.md", `functions/${name}/index.ts`);
    expect(atLeast(20, names).filter((name) => !all.has(name) && !isFunction(name))).toEqual([]);
  });
});

describe("what the READMEs tell an operator to do", () => {
  it("is SQL that the database understands", async () => {
    const blocks = readmes.flatMap(({ text }) => [
      ...text.matchAll(/```sql\n\s*((?:insert|select)[\s\S]*?)```/g),
    ]);
    const spans = named(/^((?:select|insert) [^<]+)$/g).filter(
      (span) => !span.includes("remove_organization"),
    );
    const statements = [...blocks.map(([, block = ""]) => block), ...spans];
    expect(statements.length).toBeGreaterThanOrEqual(3);
    for (const statement of statements) await database.sql.unsafe(`explain ${statement}`);
  });

  it("is configuration that the file can take at its end", () => {
    const config = readFileSync(join(repositoryRoot, "supabase/config.toml"), "utf8");
    const blocks = [...(readmes[0]?.text ?? "").matchAll(/```toml\n([\s\S]*?)```/g)].map(
      ([, block = ""]) => block,
    );
    expect(blocks).toHaveLength(1);
    expect(parse(`${config}\n${blocks.join("\n")}`)).toMatchObject({
      remotes: { production: { auth: { site_url: expect.stringMatching(/^https:/) } } },
    });
  });
});
