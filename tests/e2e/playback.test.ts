import { expect, it } from "vitest";
import { demo } from "../support/demo.ts";
import { settle } from "../support/visitor.ts";

const { signIn } = demo();

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
