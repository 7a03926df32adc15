import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import postgres, { type Sql } from "postgres";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import type { Product } from "../e2e/setup.ts";
import { launchBrowser } from "./browser.ts";
import { connectDemoOrganizations } from "./demo-connection.ts";
import { signInAs } from "./visitor.ts";

type Demo = {
  product: Product;
  sql: () => Sql;
  browser: () => Browser;
  signIn: (email: string, options?: BrowserContextOptions) => Promise<Page>;
};

/** For the tests of one file: the demo orgs with all their data, and a browser whose windows are closed after each test. */
export function demo(): Demo {
  const product = inject("product");
  let browser: Browser;
  let sql: Sql;
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
    browser: () => browser,
    signIn: (email, options) => signInAs(browser, product.siteUrl, email, options),
  };
}
