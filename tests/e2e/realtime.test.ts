import type { Page, WebSocketRoute } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { demo } from "../support/demo.ts";
import { endCooldowns } from "../support/demo-syncs.ts";
import { haveCall } from "../support/simulator.ts";
import { settle } from "../support/visitor.ts";

const { product, signIn, sql } = demo();
const northwind = "a0000000-0000-4000-8000-000000000001";

afterEach(async () => {
  await sql()`delete from public.calls where external_id like 'unheard-%'`;
});

async function openReports(page: Page): Promise<void> {
  await page.goto("/reports?period=7d");
  await settle(page);
}

/** Every read of the API from now on, by its address. */
function countReads(page: Page): Map<string, number> {
  const reads = new Map<string, number>();
  page.on("request", (request) => {
    if (!request.url().includes("/rest/v1/") || request.method() === "OPTIONS") return;
    const read = `${request.method()} ${request.url()} ${request.postData() ?? ""}`;
    reads.set(read, (reads.get(read) ?? 0) + 1);
  });
  return reads;
}

/** Says as the database does that a sync has brought rows, until the page reads them. */
async function tellUntilRead(reads: Map<string, number>): Promise<void> {
  reads.clear();
  const tellAndCount = async () => {
    await sql()`
      select realtime.send('{"status":"succeeded","has_changed_rows":true}', 'sync', ${`org:${northwind}`}, true)`;
    return reads.size;
  };
  await expect.poll(tellAndCount, { timeout: 20_000, interval: 500 }).toBeGreaterThan(0);
}

describe("new rows", () => {
  it("appear for another person and in a second tab, without loading anything anew", async () => {
    await endCooldowns(sql());
    const watching = await signIn("olivia@northwind.example");
    const second = await watching.context().newPage();
    await openReports(watching);
    await openReports(second);
    const name = `Newcomer ${Date.now()}`;
    await haveCall(product.simulatorUrl, "Northwind Dental", {
      direction: "Incoming",
      callStatus: "Missed",
      isInternal: false,
      caller: { name, phone: "+12025550177" },
    });
    const syncing = await signIn("adam@northwind.example");
    await syncing.goto("/sync");
    await syncing
      .getByRole("region", { name: "Streams" })
      .getByRole("listitem")
      .filter({ has: syncing.getByRole("heading", { name: "Calls", exact: true }) })
      .getByRole("button", { name: "Sync now" })
      .click();
    for (const page of [watching, second]) await page.getByRole("table").getByText(name).first().waitFor();
  });
});

describe("after a time without a connection", () => {
  it("everything is read anew, and once", async () => {
    const page = await signIn("maya@northwind.example");
    const connections = new Set<WebSocketRoute>();
    let isCut = false;
    await page.routeWebSocket(/\/realtime\/v1\//, async (connection) => {
      if (isCut) return void (await connection.close());
      connection.connectToServer();
      connections.add(connection);
    });
    await openReports(page);
    const reads = countReads(page);
    await tellUntilRead(reads);

    isCut = true;
    for (const connection of connections) await connection.close({ code: 1001 });
    await page.context().setOffline(true);
    await page.getByText("You are offline").waitFor();
    await sql()`
      insert into public.calls (org_id, integration_id, external_id, phone_number_id, direction, outcome, counterpart,
        counterpart_name, started_at)
      select org_id, integration_id, 'unheard-1', id, 'inbound', 'missed', '+12025550178', 'Unheard Caller', now()
      from public.phone_numbers where org_id = ${northwind} limit 1`;
    reads.clear();
    isCut = false;
    await page.context().setOffline(false);
    await page.getByRole("table").getByText("Unheard Caller").first().waitFor();
    await page.waitForLoadState("networkidle");
    expect([...reads].filter(([, times]) => times > 1)).toEqual([]);
  });
});

describe("a renewed token", () => {
  it("keeps the live channel, which is not joined a second time", async () => {
    const page = await signIn("maya@northwind.example");
    let joins = 0;
    page.on("websocket", (socket) =>
      socket.on("framesent", ({ payload }) => {
        if (String(payload).includes("phx_join")) joins += 1;
      }),
    );
    await openReports(page);
    const reads = countReads(page);
    await tellUntilRead(reads);
    const renewal = page.waitForResponse(/\/auth\/v1\/token\?grant_type=refresh_token/);
    // As after a long sleep of the computer: the token has run out when the page is looked at again.
    await page.evaluate(() => {
      const key = Object.keys(localStorage).find((each) => each.endsWith("-auth-token")) ?? "";
      const session = JSON.parse(localStorage.getItem(key) ?? "{}");
      localStorage.setItem(key, JSON.stringify({ ...session, expires_at: Math.floor(Date.now() / 1000) }));
      window.dispatchEvent(new Event("visibilitychange"));
    });
    expect((await renewal).status()).toBe(200);
    await tellUntilRead(reads);
    expect(joins).toBe(1);
    expect(new URL(page.url()).pathname).toBe("/reports");
  });
});
