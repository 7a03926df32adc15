import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violationsOn } from "../support/accessibility.ts";
import { demo } from "../support/demo.ts";
import { settle } from "../support/visitor.ts";

const { signIn } = demo();

const looks = [
  { name: "desktop, light", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { name: "phone, dark", viewport: { width: 360, height: 780 }, colorScheme: "dark" },
] as const;

type Overlay = {
  what: string;
  path: string;
  trigger: RegExp;
  role: "menu" | "listbox" | "dialog";
  choose?: RegExp;
};

const overlays: Overlay[] = [
  { what: "the user's menu", path: "/settings", trigger: /^Signed in as/, role: "menu" },
  { what: "the organizations", path: "/settings", trigger: /^Organization:/, role: "dialog" },
  { what: "a figure's definition", path: "/", trigger: /^What “Offered” means/, role: "dialog" },
  { what: "a period", path: "/reports?period=30d", trigger: /^Period:/, role: "dialog" },
  { what: "a choice of several", path: "/admin/audit", trigger: /^Actions:/, role: "dialog" },
  { what: "a choice of one", path: "/admin/audit", trigger: /^Person:/, role: "listbox" },
  { what: "a call", path: "/reports?period=30d", trigger: /: details$/, role: "dialog" },
  { what: "a number's people", path: "/numbers", trigger: /^Assign(ed to|)/, role: "dialog" },
  { what: "a backfill", path: "/sync", trigger: /^Load history/, role: "dialog" },
  { what: "a role", path: "/admin/people", trigger: /^Role of Ann Okafor/, role: "listbox" },
  { what: "a person's menu", path: "/admin/people", trigger: /^Actions for Ann Okafor/, role: "menu" },
  {
    what: "what a person may see",
    path: "/admin/people",
    trigger: /^What Ann Okafor may see/,
    role: "dialog",
  },
  {
    what: "a removal",
    path: "/admin/people",
    trigger: /^Actions for Ann Okafor/,
    role: "dialog",
    choose: /^Remove/,
  },
  { what: "an invitation", path: "/admin/people", trigger: /^Invite people/, role: "dialog" },
  { what: "an organization's removal", path: "/settings", trigger: /^Remove Northwind/, role: "dialog" },
];

/** The first visible one: some are there twice, for wide and narrow screens. */
const named = (page: Page, name: RegExp) =>
  page.getByRole("button", { name }).filter({ visible: true }).first();

describe.each(looks)("on $name", ({ viewport, colorScheme }) => {
  it.each(overlays)(
    "$what opens accessibly, and gives the focus back",
    async ({ path, trigger, role, choose }) => {
      const page = await signIn("olivia@northwind.example", { viewport, colorScheme });
      await page.goto(path);
      await settle(page);
      await named(page, trigger).focus();
      await page.keyboard.press("Enter");
      if (choose) await page.getByRole("menuitem", { name: choose }).click();
      const overlay = page.getByRole(role).filter({ visible: true }).last();
      await overlay.waitFor();
      await expect
        .poll(() => overlay.evaluate((element) => element.contains(document.activeElement)), {
          message: "has the focus",
        })
        .toBe(true);
      expect(await violationsOn(page)).toEqual([]);
      const box = await overlay.boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= viewport.width, "fits").toBe(true);

      await page.keyboard.press("Escape");
      await overlay.waitFor({ state: "detached" });
      await expect
        .poll(() => named(page, trigger).evaluate((element) => element === document.activeElement), {
          message: "focus is back",
        })
        .toBe(true);
    },
  );

  it("a toast is accessible", async () => {
    const page = await signIn("olivia@northwind.example", { viewport, colorScheme });
    await page.goto("/settings");
    await settle(page);
    await page.route("**/rest/v1/profiles*", (route) =>
      route.request().method() === "PATCH"
        ? route.fulfill({ status: 200, json: [{ id: "saved" }] })
        : route.fallback(),
    );
    await page.getByLabel("Name", { exact: true }).fill("Olivia P.");
    await page.getByRole("button", { name: "Save profile" }).click();
    await page.getByText("Your profile was saved.").waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });
});

it("a click that is under way while the menus come is not lost", async () => {
  const page = await signIn("olivia@northwind.example");
  const isPressed = Promise.withResolvers<void>();
  await page.route("**/assets/overlays-*.js", async (route) => {
    await isPressed.promise;
    await route.continue();
  });
  await page.goto("/admin/people");
  await settle(page);
  await named(page, /^Actions for Ann Okafor/).hover();
  await page.mouse.down();
  const menus = page.waitForResponse(/assets\/overlays-/);
  isPressed.resolve();
  await (await menus).finished();
  // As long as a person presses: by then the menus have come.
  await page.waitForTimeout(150);
  await page.mouse.up();
  await page.getByRole("menuitem", { name: /^Remove/ }).waitFor({ timeout: 5_000 });
});
