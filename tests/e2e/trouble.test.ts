import { describe, expect, it } from "vitest";
import { demo } from "../support/demo.ts";
import { settle } from "../support/visitor.ts";

const { signIn } = demo();

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
    await page.route(requests, (route) =>
      isFailing
        ? route.fulfill({
            status: 500,
            json: { code: "XX000", message: "secret detail", details: null, hint: null },
          })
        : route.fallback(),
    );
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
