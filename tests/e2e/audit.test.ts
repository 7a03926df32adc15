import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { demoPassword } from "../../supabase/local/demo/demo-people.ts";
import { demo } from "../support/demo.ts";
import { exportOf } from "../support/export-of.ts";
import { anonymousClient } from "../support/people.ts";
import { settle } from "../support/visitor.ts";

const { product, signIn, sql } = demo();

beforeAll(async () => {
  const [row] = await sql()`
    select n.org_id, n.id as phone_number_id, p.id as user_id from public.phone_numbers n
    cross join public.profiles p
    where n.label = 'Main line' and p.email = 'ben@northwind.example'
      and n.org_id = (select id from public.organizations where name like 'Northwind%') limit 1`;
  const { org_id, phone_number_id, user_id } = row as Record<
    "org_id" | "phone_number_id" | "user_id",
    string
  >;
  for (const email of ["maya@northwind.example", "adam@northwind.example"]) {
    const client = anonymousClient(product);
    await client.auth.signInWithPassword({ email, password: demoPassword });
    const { error } = await client
      .from("number_assignments")
      .insert({ org_id, phone_number_id, user_id })
      .select();
    expect(error).toBeNull();
    await client
      .from("number_assignments")
      .delete()
      .eq("user_id", user_id)
      .eq("phone_number_id", phone_number_id);
  }
});

async function openAudit(query = ""): Promise<Page> {
  const page = await signIn("olivia@northwind.example");
  await page.goto(`/admin/audit${query}`);
  await settle(page);
  return page;
}

/** Every entry that the page shows, once it has loaded the last one. */
async function entriesOn(page: Page): Promise<{ who: string; what: string; action: string; at: string }[]> {
  await expect
    .poll(async () => {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      return await page.getByText("That's all.").count();
    })
    .toBe(1);
  return await page
    .getByRole("main")
    .locator("li:has(time)")
    .evaluateAll((items) =>
      items.map((item) => {
        const [sentence, action] = [...item.querySelectorAll("p")].map(
          (line) => line.textContent?.trim() ?? "",
        );
        const who = item.querySelector("button")?.textContent ?? "";
        return {
          who,
          what: (sentence ?? "").slice(who.length).trim().replace(/\.$/, ""),
          action: action ?? "",
          at: item.querySelector("time")?.dateTime ?? "",
        };
      }),
    );
}

it("is filtered by action and person, and exported as it is shown", async () => {
  const page = await openAudit("?period=30d");
  await page.getByRole("button", { name: /^Actions/ }).click();
  for (const name of ["Number assigned", "Number taken back"]) {
    await page.getByRole("checkbox", { name }).check();
  }
  await page.keyboard.press("Escape");
  await settle(page);
  const ofAll = await entriesOn(page);
  expect(new Set(ofAll.map(({ action }) => action))).toEqual(
    new Set(["Number assigned", "Number taken back"]),
  );
  expect(new Set(ofAll.map(({ who }) => who)).size, "more than one person").toBeGreaterThan(1);

  await page.getByRole("button", { name: /^Person/ }).click();
  await page.getByRole("option", { name: "Maya Lindgren" }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get("by")).not.toBeNull();
  await settle(page);
  const shown = await entriesOn(page);
  expect(shown).toEqual(ofAll.filter(({ who }) => who === "Maya Lindgren"));

  const { rows } = await exportOf(page, "entr(y|ies)");
  expect(
    rows.map((row) => ({
      who: row.Person === "maya@northwind.example" ? "Maya Lindgren" : row.Person,
      what: row.What,
      action: row.Action,
      at: Date.parse(row["At (UTC)"] ?? ""),
    })),
  ).toEqual(shown.map((entry) => ({ ...entry, at: Date.parse(entry.at) })));
});

it("tells why nothing is shown, and how to see something again", async () => {
  const page = await openAudit("?period=30d&action=recording.played&by=system");
  await page.getByText("No entry matches").waitFor();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await page.getByRole("main").locator("li:has(time)").first().waitFor();
});
