import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds on the page as it is now, once what opens or closes has done so. */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.waitForFunction(() => {
    const isEndless = (one: Animation) =>
      one.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY;
    return document.getAnimations().every((one) => one.playState !== "running" || isEndless(one));
  });
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    "axe.run(document, { resultTypes: ['violations'] })",
  );
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
  );
}
