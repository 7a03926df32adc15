import { afterAll, expect, it } from "vitest";
import { demoPassword } from "../../supabase/local/demo/demo-people.ts";
import { demo } from "../support/demo.ts";
import { anonymousClient } from "../support/people.ts";
import { settle } from "../support/visitor.ts";

const { product, signIn, sql } = demo();
const name = "Lakeside Clinic";

afterAll(async () => {
  const client = anonymousClient(product);
  await client.auth.signInWithPassword({ email: "pat@platform.example", password: demoPassword });
  for (const { id } of await sql()`select id from public.organizations where name = ${name}`) {
    const { error } = await client.rpc("remove_organization", { organization: id, confirmed_name: name });
    expect(error).toBeNull();
  }
});

it("a platform admin makes an organization, sees how each one is doing, and enters one", async () => {
  const page = await signIn("pat@platform.example");
  await page.goto("/platform");
  await settle(page);
  const healthOf = (organization: string) => page.getByRole("row").filter({ hasText: organization });
  await healthOf("Northwind Dental").getByText("Connected").waitFor();

  await page.getByRole("button", { name: "New organization" }).click();
  const dialog = page.getByRole("dialog", { name: "New organization" });
  await dialog.getByRole("button", { name: "Create organization" }).click();
  await dialog.getByText("Give your organization a name.").waitFor();
  await dialog.getByLabel("Organization name").fill(name);
  await dialog.getByRole("button", { name: "Create organization" }).click();
  await page.getByRole("heading", { level: 1, name: "People" }).waitFor();
  await page.getByRole("button", { name: new RegExp(`^Organization: .*${name}`) }).waitFor();
  await page.getByRole("table").getByText("Pat Quinn").first().waitFor();

  await page.goto("/platform");
  await settle(page);
  await healthOf(name).getByText("Not connected").waitFor();
  await page.getByLabel("Find an organization").fill("harbor");
  await expect.poll(() => healthOf("Northwind Dental").count()).toBe(0);
  await healthOf("Harbor Realty").getByRole("link", { name: "Enter Harbor Realty" }).click();
  await page.getByRole("heading", { level: 1, name: "Dashboard" }).waitFor();
  await page.getByRole("button", { name: /^Organization: .*Harbor Realty/ }).waitFor();
  await settle(page);
  await page.goto("/sync");
  await page.getByRole("region", { name: "Streams" }).getByText("Calls").first().waitFor();
});

it("an owner gets neither the page nor its data, nor another organization by its link", async () => {
  const page = await signIn("olivia@northwind.example");
  await page.goto("/platform");
  await page.getByText("For platform admins").waitFor();
  expect(await page.getByRole("button", { name: "New organization" }).count()).toBe(0);
  await page.goto("/numbers?org=harbor-realty");
  await page.getByText("You can't see this organization").waitFor();
  expect(await page.getByRole("table").count()).toBe(0);
  await page.getByText("Go to Northwind Dental").click();
  await page.getByRole("button", { name: /^Organization: .*Northwind Dental/ }).waitFor();
});
