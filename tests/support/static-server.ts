import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export type StaticServer = { url: string; close: () => Promise<void> };

/**
 * A plain static host, as any that the client may live on: files, compressed for whoever takes that; index.html for every
 * other path; and the headers of the client's own `_headers` file.
 */
export async function serveStatic(directory: string, port: number): Promise<StaticServer> {
  const rules = parseHeaders(await readFile(join(directory, "_headers"), "utf8"));
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    const file = await read(join(directory, path)).catch(() => null);
    const [name, content] =
      file === null ? ["index.html", await read(join(directory, "index.html"))] : [path, file];
    const isCompressed = /\bgzip\b/.test(String(request.headers["accept-encoding"]));
    response.writeHead(200, {
      // What the hosts that read a `_headers` file say where it says nothing.
      "Cache-Control": "public, max-age=0, must-revalidate",
      ...headersFor(rules, path),
      "content-type": TYPES[extname(name)] ?? "application/octet-stream",
      ...(isCompressed && { "content-encoding": "gzip" }),
    });
    response.end(isCompressed ? gzipSync(content) : content);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "localhost", resolve);
  });
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function read(file: string): Promise<Buffer> {
  if (extname(file) === "") throw new Error("A path without an ending is a page of the client.");
  return await readFile(file);
}

type Rule = { pattern: string; headers: Record<string, string> };

function parseHeaders(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const line of text.split("\n").filter((line) => line.trim() !== "")) {
    const [, name, value] = /^\s+([^:]+): (.+)$/.exec(line) ?? [];
    const rule = rules.at(-1);
    if (name === undefined || value === undefined) rules.push({ pattern: line.trim(), headers: {} });
    else if (rule !== undefined) rule.headers[name] = value;
  }
  return rules;
}

function headersFor(rules: readonly Rule[], path: string): Record<string, string> {
  const matching = rules.filter(({ pattern }) =>
    pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
  );
  return Object.assign({}, ...matching.map(({ headers }) => headers));
}
