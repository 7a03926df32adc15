import { expect, it } from "vitest";
import { demo } from "../support/demo.ts";
import { breakMightyCall } from "../support/simulator.ts";
import { settle } from "../support/visitor.ts";

const { product, signIn } = demo();

it("a recording plays, and the keyboard moves through it, downloads it and closes the player", async () => {
  const page = await signIn("maya@northwind.example");
  await page.goto("/recordings?period=30d");
  await settle(page);
  await page
    .getByRole("table")
    .getByRole("button", { name: /^Play / })
    .first()
    .click();
  const player = page.getByRole("region", { name: "Player" });
  await player.getByRole("button", { name: "Pause" }).waitFor();
  await player.getByRole("button", { name: "Pause" }).press("Enter");
  await player.getByRole("button", { name: "Play", exact: true }).waitFor();

  const position = player.getByRole("slider", { name: "Position" });
  const seconds = async () => Number(await position.inputValue());
  await position.press("Home");
  await expect.poll(seconds).toBe(0);
  await player.getByRole("button", { name: "Forward 10 seconds" }).press("Enter");
  await expect.poll(seconds).toBeGreaterThan(0);
  await player.getByRole("button", { name: "Back 10 seconds" }).press("Enter");
  await expect.poll(seconds).toBe(0);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    player.getByRole("button", { name: "Download" }).press("Enter"),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.(wav|mp3)$/);
  await player.getByRole("button", { name: "Close the player" }).press("Enter");
  await player.waitFor({ state: "detached" });
});

it("a recording without audio says why in the player, and plays once there is some", async () => {
  const page = await signIn("maya@northwind.example");
  const mend = await breakMightyCall(product.simulatorUrl, { kind: "html_audio" });
  await page.goto("/recordings?period=30d");
  await settle(page);
  await page
    .getByRole("table")
    .getByRole("button", { name: /^Play / })
    .first()
    .click();
  const player = page.getByRole("region", { name: "Player" });
  await player.getByText(/^This recording is not available at MightyCall/).waitFor();
  await player.getByText(/Try again in a few minutes/).waitFor();
  expect(await player.getByRole("slider", { name: "Position" }).count()).toBe(0);

  await mend();
  await player.getByRole("button", { name: "Try again" }).click();
  await player.getByRole("button", { name: "Pause" }).waitFor();
  await player.getByRole("slider", { name: "Position" }).waitFor();

  await player.getByRole("button", { name: /^Speed/ }).click();
  // By keyboard: a click on what still opens scrolls the page under it, which the player does not go along with.
  await page.getByRole("option", { name: "1.5×" }).press("Enter");
  await page.reload();
  await player.getByRole("button", { name: /^Speed: 1.5×/ }).waitFor();
});
