import { existsSync } from "node:fs";
import packaged from "@sparticuz/chromium";
import { type Browser, type BrowserContext, chromium } from "playwright-core";

const INSTALLED = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const QUIET = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What pages did that the client's Content Security Policy forbids, in the browser's words; see tests/e2e/policy.ts. */
export const policyViolations: string[] = [];

/** The machine's own Chromium, or the one that comes as a package. */
async function executablePath(): Promise<string> {
  return INSTALLED.find(existsSync) ?? (await packaged.executablePath());
}

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", ...QUIET];

/** A real Chromium. */
export async function launchBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: await executablePath(), args: ARGUMENTS });
  browser.on("context", (context) =>
    context.on("console", (message) => {
      if (/Content.Security.Policy/i.test(message.text())) {
        policyViolations.push(`${message.page()?.url()}: ${message.text()}`);
      }
    }),
  );
  return browser;
}

/** A real Chromium with a folder for what it keeps, which other tools reach at a port. */
export async function launchProfile(directory: string, debuggingPort: number): Promise<BrowserContext> {
  return await chromium.launchPersistentContext(directory, {
    executablePath: await executablePath(),
    args: [...ARGUMENTS, `--remote-debugging-port=${debuggingPort}`],
  });
}
