import { existsSync } from "node:fs";
import packaged from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const INSTALLED = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const QUIET = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A real Chromium: the machine's own, or the one that comes as a package. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = INSTALLED.find(existsSync) ?? (await packaged.executablePath());
  return await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", ...QUIET] });
}
