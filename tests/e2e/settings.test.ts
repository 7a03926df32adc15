import { expect, it } from "vitest";
import { demo } from "../support/demo.ts";
import { settle } from "../support/visitor.ts";

const { signIn, sql } = demo();

it("a person's own name is changed in one place and shown in the others", async () => {
  const page = await signIn("adam@northwind.example");
  await page.getByRole("button", { name: /^Signed in as/ }).click();
  await page.getByRole("menuitem", { name: "Your profile" }).click();
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  const save = async (name: string) => {
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Save profile" }).click();
    await page.getByRole("button", { name: `Signed in as` }).filter({ hasText: name }).waitFor();
  };
  await save("Adam A. Reyes");
  await page.goto("/admin/people");
  await page.getByRole("table").getByText("Adam A. Reyes").first().waitFor();
  await page.goto("/settings");
  await settle(page);
  await save("Adam Reyes");
});

it("what can't be an organization's setting is refused beside its field, and what can is kept", async () => {
  const organization = async () => {
    const [row] = await sql()`
      select name, time_zone, service_level_seconds from public.organizations where name like 'Northwind%'`;
    return row;
  };
  const before = await organization();
  const page = await signIn("olivia@northwind.example");
  await page.goto("/settings");
  await settle(page);
  const [name, level, save] = [
    page.getByLabel("Organization name"),
    page.getByLabel("Service level (seconds)"),
    page.getByRole("button", { name: "Save organization" }),
  ];
  await name.fill("");
  await level.fill("1.5");
  await level.press("Enter");
  await page.getByText("Give your organization a name.").waitFor();
  await page.getByText("Enter whole seconds, from 1 to 3,600.").waitFor();
  expect(await organization(), "nothing was saved").toEqual(before);

  await name.fill("Northwind Dental Group");
  await level.fill("25");
  await save.click();
  await page.getByText("The organization was saved.").waitFor();
  await page.getByRole("button", { name: /^Organization: .*Northwind Dental Group/ }).waitFor();
  expect(await organization()).toEqual({
    ...before,
    name: "Northwind Dental Group",
    service_level_seconds: 25,
  });

  await name.fill(before?.name);
  await level.fill(String(before?.service_level_seconds));
  await save.click();
  await expect.poll(organization).toEqual(before);
});

it("what is typed while an earlier change is saved stays typed", async () => {
  const page = await signIn("olivia@northwind.example");
  await page.goto("/settings");
  await settle(page);
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  await page.route("**/rest/v1/organizations?*", async (route) => {
    if (route.request().method() === "PATCH") {
      await held;
      await route.fulfill({ status: 200, json: [{ id: "a0000000-0000-4000-8000-000000000001" }] });
    } else await route.fallback();
  });
  const [name, level] = [page.getByLabel("Organization name"), page.getByLabel("Service level (seconds)")];
  await level.fill("26");
  await level.press("Enter");
  await name.fill("Typed meanwhile");
  letGo();
  await page.getByText("The organization was saved.").waitFor();
  expect(await name.inputValue()).toBe("Typed meanwhile");
  expect(await level.inputValue(), "what was sent is as the server has it").not.toBe("26");
});

it("an admin sees what a person may see, by the database's own answer", async () => {
  const page = await signIn("adam@northwind.example");
  await page.goto("/admin/people");
  await page.getByRole("button", { name: "What Ben Castillo may see" }).click();
  await page
    .getByRole("dialog", { name: "What Ben Castillo may see" })
    .getByText("Nothing")
    .first()
    .waitFor();
});
