import { describe, expect, it } from "vitest";
import { demo } from "../support/demo.ts";
import { settle } from "../support/visitor.ts";

const { signIn } = demo();

const failure = {
  status: 500,
  json: { code: "XX000", message: "secret detail", details: null, hint: null },
};

describe("when the API fails", () => {
  it.each([
    ["/reports?period=30d", "**/rest/v1/calls?*", /table/],
    ["/recordings?period=30d", "**/rest/v1/recordings?*", /table/],
    ["/sms", "**/rest/v1/rpc/message_threads*", /list/],
    ["/numbers", "**/rest/v1/phone_numbers?*", /table/],
    ["/admin/people", "**/rest/v1/memberships?select=user_id*", /table/],
    ["/admin/audit", "**/rest/v1/audit_log?*", /list/],
  ])("%s says so, and shows its rows once it is asked again", async (path, requests) => {
    const page = await signIn("olivia@northwind.example");
    let isFailing = true;
    await page.route(requests, (route) => (isFailing ? route.fulfill(failure) : route.fallback()));
    await page.goto(path);
    const main = page.getByRole("main");
    await main.getByRole("button", { name: "Try again" }).first().waitFor();
    expect(await main.locator(".animate-shimmer").count(), "nothing seems to load").toBe(0);
    expect(await main.textContent(), "what the server said is not for people").not.toContain("secret detail");

    isFailing = false;
    await main.getByRole("button", { name: "Try again" }).first().click();
    await settle(page);
    await main.getByRole("table").or(main.getByRole("listitem")).first().waitFor();
    expect(await main.getByRole("button", { name: "Try again" }).count()).toBe(0);
  });
});

describe("when one read alone fails", () => {
  const emptyPeriod = "from=2018-01-01&to=2018-01-31";
  /** A request is tried this often before it is given up. */
  const tries = 3;

  /** What the main part of a page says once a read of its has been given up. */
  async function textWithout(email: string, path: string, requests: string): Promise<string> {
    const page = await signIn(email);
    let failures = 0;
    await page.route(requests, (route) => {
      failures += 1;
      return route.fulfill(failure);
    });
    await page.goto(path);
    await expect.poll(() => failures, { timeout: 20_000 }).toBeGreaterThanOrEqual(tries);
    await settle(page);
    return (await page.getByRole("main").textContent()) ?? "";
  }

  it.each([
    ["/", "How far messages are synced couldn't be loaded."],
    [`/reports?${emptyPeriod}`, "Whether any calls have been synced couldn't be loaded."],
    [`/sms?${emptyPeriod}`, "Whether any messages have been synced couldn't be loaded."],
  ])("that of the syncs, %s doesn't say that there are none", async (path, said) => {
    const text = await textWithout("olivia@northwind.example", path, "**/rest/v1/sync_streams?*");
    expect(text).toContain(said);
    expect(text).not.toMatch(/isn't connected|haven't been synced|will appear here|Compared with/);
  });

  it.each([
    ["/", "maya@northwind.example", "Name couldn't be loaded"],
    [`/reports?${emptyPeriod}`, "ann@northwind.example", "No calls in this period"],
    [`/sms?${emptyPeriod}`, "ann@northwind.example", "No messages in this period"],
  ])("that of the numbers, %s doesn't say to %s that there are none", async (path, email, said) => {
    const text = await textWithout(email, path, "**/rest/v1/phone_numbers?*");
    expect(text).toContain(said);
    expect(text).not.toMatch(/Nothing is assigned|No number is assigned|Another number/);
  });

  it("that of the people, the numbers' page keeps the column of who is assigned", async () => {
    const requests = "**/rest/v1/memberships?select=user_id*";
    const text = await textWithout("maya@northwind.example", "/numbers", requests);
    expect(text).toContain("Assigned people");
    expect(text).toContain("Couldn't be loaded");
    expect(text).not.toContain("Assign people");
  });
});

describe("without a connection", () => {
  it("a page keeps what it shows and says that it may be old, until the connection is back", async () => {
    const page = await signIn("olivia@northwind.example");
    await page.goto("/reports?period=30d");
    await settle(page);
    await page.context().setOffline(true);
    await page.getByText("You are offline").waitFor();
    expect(await page.getByRole("table").getByRole("row").count()).toBeGreaterThan(1);
    await page.context().setOffline(false);
    await page.getByText("You are offline").waitFor({ state: "detached" });
  });
});

describe("two tabs", () => {
  it("of one person: signing out in one ends the other", async () => {
    const page = await signIn("ivy@harbor.example");
    await settle(page);
    const other = await page.context().newPage();
    await other.goto("/numbers");
    await settle(other);
    await page.getByRole("button", { name: /^Signed in as/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect.poll(() => new URL(page.url()).pathname, { message: "this one" }).toBe("/login");
    await expect.poll(() => new URL(other.url()).pathname, { message: "the other" }).toBe("/login");
    expect(await other.getByRole("table").count()).toBe(0);
  });
});
