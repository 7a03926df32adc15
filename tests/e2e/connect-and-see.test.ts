import type { Browser, Page } from "playwright-core";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { demoAccounts } from "../../supabase/local/simulator/accounts.demo.ts";
import { launchBrowser } from "../support/browser.ts";
import { signInAs } from "../support/visitor.ts";

const product = inject("product");
const [northwind, harbor] = demoAccounts;
if (northwind === undefined || harbor === undefined) throw new Error("The demo has two accounts.");

let browser: Browser;
let sql: Sql;

beforeAll(async () => {
  browser = await launchBrowser();
  sql = postgres(product.databaseUrl, { max: 1, onnotice: () => {} });
  // The story begins with orgs that have connected nothing yet, whatever ran before it.
  await sql.unsafe(`
    delete from public.recordings; delete from public.calls; delete from public.sms_messages; delete from public.integrations;
  `);
});
afterAll(async () => {
  await sql`delete from public.number_assignments a using auth.users u where u.id = a.user_id and u.email = 'ben@northwind.example'`;
  await browser.close();
  await sql.end();
});

async function saveKeys(page: Page, account: { accountType: string; apiKey: string }, userKey: string) {
  await page.goto("/admin/mightycall");
  const explanation =
    account.accountType === "classic" ? "The virtual phone system." : "The plan with queues";
  await page.getByText(explanation).click();
  await page.getByLabel("API key").fill(account.apiKey);
  await page.getByLabel("User key").fill(userKey);
  await page.getByRole("button", { name: "Test and save" }).click();
}

async function externalIdsOf(organization: string): Promise<string[]> {
  const rows = await sql<{ number: string }[]>`
    select n.number from public.phone_numbers n join public.organizations o on o.id = n.org_id where o.name = ${organization}`;
  return rows.map(({ number }) => number);
}

it("a wrong key is refused with its cause, and nothing is stored", async () => {
  const page = await signInAs(browser, product.siteUrl, "olivia@northwind.example");
  await saveKeys(page, northwind, "not-the-user-key");
  await page.getByText("MightyCall refused these keys").waitFor();
  expect(await sql`select from public.integrations`).toHaveLength(0);
  expect(await sql`select from private.integration_credentials`).toHaveLength(0);
  await page.context().close();
});

it("an admin saves the credentials of account A and sees numbers and calls arrive", async () => {
  const page = await signInAs(browser, product.siteUrl, "adam@northwind.example");
  await saveKeys(page, northwind, northwind.userKey);
  await page.getByText("MightyCall is connected.").waitFor();
  await page.getByText(`····${northwind.apiKey.slice(-4)}`).waitFor();
  expect(await page.content(), "a key never comes back to the page").not.toContain(northwind.apiKey);

  await page.goto("/numbers");
  await page.getByText("Main line").first().waitFor();
  await page.goto("/reports?period=30d");
  await page.getByRole("table").getByText("Answered").first().waitFor();
  await page.context().close();
});

it("org B's admin does the same with account B and sees nothing of A", async () => {
  const page = await signInAs(browser, product.siteUrl, "henry@harbor.example");
  await saveKeys(page, harbor, harbor.userKey);
  await page.getByText("MightyCall is connected.").waitFor();
  await page.goto("/numbers");
  await page.getByText("Main line").first().waitFor();
  const shown = async () => (await page.getByRole("main").textContent())?.replaceAll(/[^\d+]/g, "");
  const [ofA, ofB] = [await externalIdsOf("Northwind Dental"), await externalIdsOf("Harbor Realty")];
  expect(ofA.length).toBeGreaterThan(0);
  expect(ofB.length).toBeGreaterThan(0);
  // Numbers that are known from calls alone arrive after the page has opened.
  for (const number of ofB) await expect.poll(shown, { timeout: 20_000 }).toContain(number);
  for (const number of ofA) expect(await shown()).not.toContain(number);
  await page.context().close();
});

it("an agent sees nothing before a number is assigned, and that number's calls only after", async () => {
  const agent = await signInAs(browser, product.siteUrl, "ben@northwind.example");
  await agent.goto("/reports?period=30d");
  await agent.getByText("Nothing is assigned to you yet").waitFor();
  expect(await agent.getByRole("table").count(), "no call is shown").toBe(0);

  const manager = await signInAs(browser, product.siteUrl, "maya@northwind.example");
  await manager.goto("/numbers");
  const row = manager.getByRole("row").filter({ hasText: "Sales" });
  await row.getByRole("button", { name: /assign/i }).click();
  await manager.getByRole("option", { name: /Ben Castillo/ }).click();
  await expect
    .poll(
      () =>
        sql`select from public.number_assignments a join public.profiles p on p.id = a.user_id where p.full_name = 'Ben Castillo'`,
    )
    .toHaveLength(1);

  await agent.goto("/numbers");
  await agent.getByText("Sales").first().waitFor();
  expect(await agent.getByText("Main line").count()).toBe(0);
  await agent.goto("/reports?period=30d");
  const table = agent.getByRole("table");
  await table.getByText("Sales").first().waitFor();
  expect(await table.getByText("Main line").count(), "calls of other numbers stay hidden").toBe(0);
  await agent.context().close();
  await manager.context().close();
});
