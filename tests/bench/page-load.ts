import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse, { desktopConfig } from "lighthouse";
import type { BrowserContext } from "playwright-core";
import postgres from "postgres";
import { freePort } from "../../supabase/local/free-ports.ts";
import { launchProfile } from "../support/browser.ts";
import { connectDemoOrganizations } from "../support/demo-connection.ts";
import { startProduct } from "../support/product.ts";
import { fillSignIn } from "../support/visitor.ts";
import { type Result, result } from "./measure.ts";

const paths = ["/", "/reports", "/recordings", "/sms", "/numbers", "/sync", "/admin/people", "/settings"];

/** Lighthouse's scores of the built client with an empty cache, as an owner meets it. */
export async function benchPageLoads(): Promise<Result[]> {
  const { product, stop } = await startProduct();
  const sql = postgres(product.databaseUrl, { max: 1, onnotice: () => {} });
  const profile = await mkdtemp(join(tmpdir(), "victorysync-profile-"));
  const debuggingPort = await freePort();
  const context = await launchProfile(profile, debuggingPort);
  const results: Result[] = [];
  try {
    await connectDemoOrganizations(product, sql);
    const page = await context.newPage();
    await page.goto(`${product.siteUrl}/login`);
    await fillSignIn(page, "olivia@northwind.example");
    await page.goto("about:blank");
    const audit = (path: string, device: "desktop" | "mobile") =>
      auditPage(context, debuggingPort, product.siteUrl + path, device);
    for (const path of paths) {
      const { performance, accessibility } = await audit(path, "desktop");
      results.push(
        result(`Lighthouse performance of ${path}, desktop`, performance, "points", { least: 95 }),
        result(`Lighthouse accessibility of ${path}`, accessibility, "points", { least: 100 }),
      );
    }
    const { performance } = await audit("/", "mobile");
    results.push(result("Lighthouse performance of /, slow phone", performance, "points"));
    return results;
  } finally {
    await context.close();
    await sql.end();
    await stop();
    await rm(profile, { recursive: true, force: true });
  }
}

async function auditPage(
  context: BrowserContext,
  port: number,
  url: string,
  device: "desktop" | "mobile",
): Promise<{ performance: number; accessibility: number }> {
  const page = context.pages()[0];
  if (page === undefined) throw new Error("The browser has no page.");
  // Lighthouse would empty the cache along with the session.
  const session = await context.newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await session.detach();
  const run = await lighthouse(
    url,
    {
      port,
      logLevel: "error",
      disableStorageReset: true,
      onlyCategories: ["performance", "accessibility"],
    },
    device === "desktop" ? desktopConfig : undefined,
  );
  if (run?.lhr.finalDisplayedUrl !== url) throw new Error(`${url} led to ${run?.lhr.finalDisplayedUrl}.`);
  const points = (category: string) => {
    const score = run.lhr.categories[category]?.score;
    if (typeof score !== "number") throw new Error(`Lighthouse gives ${url} no score for ${category}.`);
    return Math.round(score * 100);
  };
  return { performance: points("performance"), accessibility: points("accessibility") };
}
