import type { Sql } from "postgres";
import { demoPassword, demoPeople } from "../../supabase/local/demo/demo-people.ts";
import { demoAccounts } from "../../supabase/local/simulator/accounts.demo.ts";
import type { Product } from "./product.ts";

const DATA_ARRIVES_WITHIN_MS = 60_000;

/** Connects the demo orgs that are not connected yet, and resolves when all that they have has arrived. */
export async function connectDemoOrganizations(product: Product, sql: Sql): Promise<void> {
  for (const account of demoAccounts) {
    const owner = demoPeople.find(({ org, role }) => org === account.name && role === "owner");
    const [org] = await sql`
      select o.id, exists (select from public.integrations i where i.org_id = o.id and i.status = 'connected') as connected
      from public.organizations o where o.name = ${account.name}`;
    if (owner === undefined || org === undefined || org.connected) continue;
    const session = await post(product, "/auth/v1/token?grant_type=password", {
      email: owner.email,
      password: demoPassword,
    });
    await post(
      product,
      "/functions/v1/integrations",
      {
        action: "save",
        org_id: org.id,
        account_type: account.accountType,
        api_key: account.apiKey,
        user_key: account.userKey,
      },
      { authorization: `Bearer ${session.access_token}` },
    );
  }
  const deadlineMs = Date.now() + DATA_ARRIVES_WITHIN_MS;
  for (;;) {
    const [missing] = await sql`select from public.sync_streams where last_success_at is null`;
    if (missing === undefined) return;
    if (Date.now() > deadlineMs) throw new Error("The demo's data did not arrive in time.");
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function post(
  product: Product,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const response = await fetch(product.apiUrl + path, {
    method: "POST",
    headers: { apikey: product.publishableKey, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return await response.json();
}
