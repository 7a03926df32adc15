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

/** What pages did that the client's Content Security Policy forbids, in the browser's words; see tests/e2e/policy.ts. */
export const policyViolations: string[] = [];

/** A real Chromium: the machine's own, or the one that comes as a package. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = INSTALLED.find(existsSync) ?? (await packaged.executablePath());
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", ...QUIET],
  });
  browser.on("context", (context) =>
    context.on("console", (message) => {
      if (/Content.Security.Policy/i.test(message.text())) {
        policyViolations.push(`${message.page()?.url()}: ${message.text()}`);
      }
    }),
  );
  return browser;
}
