import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

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

/** A plain static host, as any that the client may live on: files as they are, and index.html for every other path. */
export async function serveStatic(
  directory: string,
  port: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<StaticServer> {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    const file = await read(join(directory, path)).catch(() => null);
    const [name, content] =
      file === null ? ["index.html", await read(join(directory, "index.html"))] : [path, file];
    response.writeHead(200, {
      ...headers,
      "content-type": TYPES[extname(name)] ?? "application/octet-stream",
    });
    response.end(content);
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
