import type { Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { demo } from "../support/demo.ts";
import { settle } from "../support/visitor.ts";

const { product, open, signIn, sql } = demo();
const email = "nora@northwind.example";

afterAll(async () => {
  // As it was found. The invitation goes with the person who accepted it, and its entries of the audit log stay.
  await sql()`delete from public.invitations where email = ${email}`;
  await sql()`delete from auth.users where email = ${email}`;
});

/** Opens the newest mail to an address in the local inbox, and what its link leads to. */
async function followMail(page: Page, to: string): Promise<void> {
  const mail = page.getByRole("row").filter({ hasText: to }).first().getByRole("link");
  await expect
    .poll(async () => {
      await page.goto(product.mailUrl);
      return await mail.count();
    })
    .toBeGreaterThan(0);
  await mail.click();
  const link = page.frameLocator("iframe").getByRole("link");
  await page.goto((await link.first().getAttribute("href")) ?? "");
}

it("who is invited comes in by the mail, sees nothing, then what is assigned, and nothing once removed", async () => {
  const owner = await signIn("olivia@northwind.example");
  await owner.goto("/admin/people");
  await owner.getByRole("button", { name: "Invite people" }).click();
  await owner.getByLabel("Email").fill(email);
  await owner.getByRole("button", { name: "Send invitation" }).click();
  await owner.getByText(`Mailed to ${email}`).waitFor();

  const nora = await open();
  await followMail(nora, email);
  await nora.getByRole("button", { name: /^Organization: .*Northwind Dental/ }).waitFor();
  await nora.goto("/reports?period=30d");
  await nora.getByText("Nothing is assigned to you yet").waitFor();
  expect(await nora.getByRole("table").count()).toBe(0);

  await owner.goto("/numbers");
  await owner
    .getByRole("row")
    .filter({ hasText: "Main line" })
    .getByRole("button", { name: /assign/i })
    .click();
  await owner.getByRole("option", { name: /nora/i }).click();
  await owner.keyboard.press("Escape");
  await expect.poll(() => seen(nora)).toBeGreaterThan(0);

  await owner.goto("/admin/people");
  await owner.getByRole("button", { name: `Actions for ${email}` }).click();
  await owner.getByRole("menuitem", { name: "Remove…" }).click();
  await owner.getByRole("button", { name: "Remove", exact: true }).click();
  await owner.getByText(email).first().waitFor({ state: "detached" });
  await nora.reload();
  await nora.getByRole("heading", { name: "Set up your organization" }).waitFor();
  expect(await nora.getByText("Main line").count()).toBe(0);
});

/** How many numbers the person's page shows. */
async function seen(page: Page): Promise<number> {
  await page.goto("/numbers");
  await settle(page);
  return await page.getByText("Main line").count();
}
