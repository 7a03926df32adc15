import { describe, expect, it } from "vitest";
import { demo } from "../support/demo.ts";
import { settle } from "../support/visitor.ts";

const { open, signIn } = demo();

/** What counts as good, in whatever order the page's rows arrive: https://web.dev/articles/cls */
const mostShift = 0.1;

const screens = [
  { name: "a laptop", viewport: { width: 1280, height: 900 } },
  { name: "a phone", viewport: { width: 360, height: 780 } },
];

/** Adds up how far what is seen moves while a page loads; how long that takes doesn't matter. */
const addUpShifts = () => {
  const total = { shift: 0 };
  Object.assign(window, { total });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ("value" in entry && typeof entry.value === "number") total.shift += entry.value;
    }
  }).observe({ type: "layout-shift", buffered: true });
};

describe.each(screens)("on $name", ({ viewport }) => {
  it.each([
    ["olivia@northwind.example", "/"],
    ["olivia@northwind.example", "/reports?period=30d"],
    ["olivia@northwind.example", "/recordings?period=30d"],
    ["olivia@northwind.example", "/sms"],
    ["olivia@northwind.example", "/numbers"],
    ["olivia@northwind.example", "/sync"],
    ["olivia@northwind.example", "/admin/people"],
    ["olivia@northwind.example", "/admin/audit"],
    ["olivia@northwind.example", "/settings"],
    ["ivy@harbor.example", "/"],
    ["ivy@harbor.example", "/reports?period=30d"],
    [undefined, "/login"],
  ])("nothing jumps while %s opens %s", async (email, path) => {
    const page = email ? await signIn(email, { viewport }) : await open({ viewport });
    await page.addInitScript(addUpShifts);
    await page.goto(path);
    await settle(page);
    expect(await page.evaluate<number>("total.shift")).toBeLessThanOrEqual(mostShift);
  });
});
