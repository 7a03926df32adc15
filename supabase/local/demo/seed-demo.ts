import type { AccountSpec } from "../simulator/accounts/account-spec.ts";
import { demoAccounts } from "../simulator/accounts.demo.ts";
import type { Stack } from "../stack.ts";
import { type DemoPerson, demoPassword, demoPeople } from "./demo-people.ts";

const NUMBERS_FOR_THE_AGENT = 2;
const NUMBERS_ARRIVE_WITHIN_MS = 15_000;

/**
 * Connects the demo orgs of seed.sql to the simulator, the way their owners would: through the integrations function.
 * Then gives each agent who has numbers their first ones. Does nothing for an org that has been connected before.
 */
export async function seedDemo(stack: Stack): Promise<void> {
  for (const account of demoAccounts) {
    const owner = demoPeople.find(({ org, role }) => org === account.name && role === "owner");
    if (owner !== undefined) await connectOnce(stack, owner, account);
  }
}

async function connectOnce(stack: Stack, owner: DemoPerson, account: AccountSpec): Promise<void> {
  const [org] = await stack.sql<{ id: string; connected: boolean }[]>`
    select o.id, exists (select from public.integrations i where i.org_id = o.id) as connected
    from public.organizations o where o.name = ${account.name}`;
  if (org === undefined || org.connected) return;
  const { accessToken } = await stack.signIn(owner.email, demoPassword);
  const response = await fetch(`${stack.apiUrl}/functions/v1/integrations`, {
    method: "POST",
    headers: {
      apikey: stack.publishableKey,
      authorization: `Bearer ${accessToken}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({
      action: "save",
      org_id: org.id,
      account_type: account.accountType,
      api_key: account.apiKey,
      user_key: account.userKey,
    }),
  });
  if (!response.ok) throw new Error(`${account.name} could not be connected: ${await response.text()}`);
  await assignNumbers(stack, org.id);
}

async function assignNumbers(stack: Stack, organizationId: string): Promise<void> {
  const agents = demoPeople.filter(({ note }) => note === "has numbers").map(({ email }) => email);
  const deadlineMs = Date.now() + NUMBERS_ARRIVE_WITHIN_MS;
  for (;;) {
    const numbers = await stack.sql<{ id: string }[]>`
      select id from public.phone_numbers where org_id = ${organizationId} and is_active
      order by is_primary desc, number limit ${NUMBERS_FOR_THE_AGENT}`;
    if (numbers.length > 0) {
      await stack.sql`
        insert into public.number_assignments (org_id, user_id, phone_number_id)
        select m.org_id, m.user_id, n.id
        from public.memberships m
        join public.profiles p on p.id = m.user_id
        join public.phone_numbers n on n.id = any (${numbers.map(({ id }) => id)})
        where m.org_id = ${organizationId} and p.email = any (${agents})
        on conflict do nothing`;
      return;
    }
    if (Date.now() > deadlineMs)
      throw new Error("The demo's phone numbers did not arrive: see functions.log.");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
