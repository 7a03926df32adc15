import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { demoPassword } from "../../supabase/local/demo/demo-people.ts";

/** A person with a browser of their own, signed in through the sign-in form. */
export async function signInAs(
  browser: Browser,
  siteUrl: string,
  email: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await openWindow(browser, siteUrl, options);
  await page.goto("/login");
  await fillSignIn(page, email);
  return page;
}

/** A browser of its own, with nothing open yet. */
export async function openWindow(
  browser: Browser,
  siteUrl: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const viewport = { width: 1280, height: 900 };
  const context = await browser.newContext({ baseURL: siteUrl, viewport, ...options });
  context.setDefaultTimeout(30_000);
  return await context.newPage();
}

/** Fills in the sign-in form that the page shows, and sees it go. */
export async function fillSignIn(page: Page, email: string, password = demoPassword): Promise<void> {
  await untilSignInForm(page);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/login"), { waitUntil: "commit" });
}

/** Resolves when the sign-in form is there and takes what is typed. */
export async function untilSignInForm(page: Page): Promise<void> {
  await page.getByLabel("Email").waitFor();
  // The form empties its fields in its first effects, which run after its first frame: nobody types as fast as a test.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 200))));
}

/** Resolves when nothing on the page is loading any more. */
export async function settle(page: Page): Promise<void> {
  // By its tag: a dialog that opens meanwhile hides the page behind it from roles.
  await page.locator("h1").first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .animate-shimmer') === null);
}
