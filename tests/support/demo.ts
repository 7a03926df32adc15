import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import postgres, { type Sql } from "postgres";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import { launchBrowser } from "./browser.ts";
import { connectDemoOrganizations } from "./demo-connection.ts";
import type { Product } from "./product.ts";
import { openWindow, signInAs } from "./visitor.ts";

type Demo = {
  product: Product;
  sql: () => Sql;
  /** A browser of its own, of somebody who has not signed in. */
  open: (options?: BrowserContextOptions) => Promise<Page>;
  /** One of a person's browsers: signed in through the form the first time, later as one who has stayed signed in. */
  signIn: (email: string, options?: BrowserContextOptions) => Promise<Page>;
};

/** For the tests of one file: the demo orgs with all their data, and a browser whose windows are closed after each test. */
export function demo(): Demo {
  const product = inject("product");
  let browser: Browser;
  let sql: Sql;
  const sessions = new Map<string, Awaited<ReturnType<BrowserContext["storageState"]>>>();
  beforeAll(async () => {
    browser = await launchBrowser();
    sql = postgres(product.databaseUrl, { max: 1, onnotice: () => {} });
    await connectDemoOrganizations(product, sql);
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  afterAll(async () => {
    await browser.close();
    await sql.end();
  });
  return {
    product,
    sql: () => sql,
    open: (options) => openWindow(browser, product.siteUrl, options),
    signIn: async (email, options) => {
      const storageState = sessions.get(email);
      if (storageState) {
        const page = await openWindow(browser, product.siteUrl, { ...options, storageState });
        await page.goto("/");
        return page;
      }
      const page = await signInAs(browser, product.siteUrl, email, options);
      sessions.set(email, await page.context().storageState());
      return page;
    },
  };
}
