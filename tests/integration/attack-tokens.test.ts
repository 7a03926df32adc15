import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { ask, expectNothingChanged, tokenOf } from "../support/attacks/attacks.ts";
import { functionsIn, publicTables } from "../support/attacks/catalog.ts";
import { hiddenFunctions, hiddenRelations, hiddenSchemas } from "../support/attacks/targets.ts";
import { claimsOf, createToken, forgeries } from "../support/attacks/tokens.ts";
import { createWorld, markerOf, type World } from "../support/attacks/world.ts";

// Who somebody is, is in a token that Auth signed, and nowhere else. No route and no key of a browser leads to a secret.

let stack: Stack;
let world: World;
let token: string;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [] });
  world = await createWorld(stack);
  token = await tokenOf(world.a.owner.client);
});
afterAll(() => stack.stop());

/** Places that answer the owner with 200, each checking its caller by itself. */
const doors = (): [path: string, body: object | undefined][] => [
  ["/rest/v1/organizations", undefined],
  ["/rest/v1/rpc/my_access", {}],
  ["/functions/v1/integrations", { action: "test", org_id: world.a.id }],
  ["/functions/v1/recordings", { recording_id: world.a.belongings.recording }],
  ["/auth/v1/user", undefined],
];

describe("a token", () => {
  it("of a person who signed in opens every door that is tried below", async () => {
    for (const [path, body] of doors()) {
      const { status } = await ask(stack, path, { token, body });
      // The account is a made-up one: what matters is that the caller was let in.
      expect([path, status === 401 || status === 403]).toEqual([path, false]);
    }
  });

  it("that Auth did not sign, or not so, opens none of them", async () => {
    const forged = Object.entries(forgeries(token, stack, world.b.owner.id));
    await expectNothingChanged(stack, async () => {
      for (const [kind, bad] of forged) {
        for (const [path, body] of doors()) {
          const answer = await ask(stack, path, { token: bad, body });
          const refusals = path.startsWith("/auth/") ? [401, 403] : [401];
          expect([kind, path, refusals.includes(answer.status)]).toEqual([kind, path, true]);
          expect(answer.text).not.toContain(world.a.id);
        }
      }
    });
  });

  it("with more in it than Auth puts there gives no more than the person has", async () => {
    const own = await tokenOf(world.a.agent.client);
    const extra = {
      user_role: "owner",
      org_role: "owner",
      org_id: world.b.id,
      is_platform_admin: true,
      aal: "aal2",
    };
    const boasting = createToken(
      { ...claimsOf(own), ...extra, app_metadata: extra, user_metadata: extra },
      stack.jwtSecret,
    );
    for (const { name } of await publicTables(stack)) {
      const [plain, boasted] = [
        await ask(stack, `/rest/v1/${name}`, { token: own }),
        await ask(stack, `/rest/v1/${name}`, { token: boasting }),
      ];
      expect([name, boasted.text]).toEqual([name, plain.text]);
    }
    const access = await ask(stack, "/rest/v1/rpc/my_access", { token: boasting, body: {} });
    expect(JSON.parse(access.text)).toEqual({ is_platform_admin: false });
  });

  it.each(["service_role", "anon", "postgres", "supabase_admin", "authenticator", "pg_read_all_data"])(
    "of the role %s is no person's, however well it is signed: no function lets it in",
    async (role) => {
      const signed = createToken({ ...claimsOf(token), role }, stack.jwtSecret);
      await expectNothingChanged(stack, async () => {
        for (const [path, body] of doors().filter(([door]) => door.startsWith("/functions/"))) {
          expect([path, (await ask(stack, path, { token: signed, body })).status]).toEqual([path, 401]);
        }
        const rows = await ask(stack, "/rest/v1/organizations", { token: signed });
        expect(rows.status).toBeGreaterThanOrEqual(400);
      });
    },
  );
});

describe("without a session", () => {
  const identities = (): Record<string, string>[] => [
    {},
    { "x-user-id": world.a.owner.id, "x-user-role": "owner", "x-org-id": world.a.id },
    {
      "x-forwarded-user": world.a.owner.email,
      "x-supabase-user": world.a.owner.id,
      "x-hasura-role": "admin",
    },
    { role: "service_role", "x-role": "service_role", prefer: "role=service_role" },
    { cookie: `sb-access-token=${token}; sb-127-auth-token=${token}` },
    { authorization: `Basic ${btoa(`${world.a.owner.email}:correct-horse-battery`)}` },
    { authorization: token },
    { "x-authorization": `Bearer ${token}`, "proxy-authorization": `Bearer ${token}` },
    { "x-client-info": "service_role", "x-internal": "true", "x-dev-bypass": "1" },
  ];

  it("no header says who somebody is: not one row, not one function", async () => {
    await expectNothingChanged(stack, async () => {
      for (const headers of identities()) {
        for (const [path, body] of doors()) {
          const answer = await ask(stack, path, { headers, body });
          expect([headers, path, [401, 403].includes(answer.status)]).toEqual([headers, path, true]);
        }
      }
    });
  });

  it("the publishable key alone reads no table and calls no function", async () => {
    await expectNothingChanged(stack, async () => {
      for (const { name } of await publicTables(stack)) {
        for (const method of ["GET", "DELETE"]) {
          const { status } = await ask(stack, `/rest/v1/${name}?org_id=not.is.null`, { method });
          expect([name, method, status >= 400 && status < 500]).toEqual([name, method, true]);
        }
      }
      for (const { name, args } of await functionsIn(stack, "public")) {
        const body = Object.fromEntries(args.map((arg) => [arg, null]));
        expect([name, (await ask(stack, `/rest/v1/rpc/${name}`, { body })).status]).toEqual([name, 401]);
      }
    });
  });

  it.each([
    ["none", ""],
    ["a made-up one", "sb_publishable_guess"],
    ["a made-up secret one", "sb_secret_guess"],
    ["a person's token", "token"],
  ])("an API key is needed, and it is not %s", async (_, key) => {
    for (const path of ["/rest/v1/organizations", "/rest/v1/rpc/my_access", "/functions/v1/sync"]) {
      const apikey = key === "token" ? token : key;
      const answer = await ask(stack, path, { method: "POST", body: {}, headers: { apikey } });
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });

  it("the worker's function opens to no session, be it the owner's", async () => {
    await expectNothingChanged(stack, async () => {
      const answer = await ask(stack, "/functions/v1/sync", { token, body: {} });
      expect(answer.status).toBe(401);
    });
  });
});

describe("secrets", () => {
  it("are reached by no route, not even by the owner of what they open", async () => {
    const [key] =
      await stack.sql`select decrypted_secret as value from vault.decrypted_secrets where name like 'credential_key%'`;
    const secrets = [markerOf("alpha"), key?.value, stack.jwtSecret, ...Object.values(stack.secretKeys)];
    for (const schema of hiddenSchemas) {
      const profile = { "accept-profile": schema, "content-profile": schema };
      for (const name of hiddenRelations) {
        const answer = await ask(stack, `/rest/v1/${name}`, { token, headers: profile });
        expect([schema, name, answer.status >= 400 && answer.status < 500]).toEqual([schema, name, true]);
        for (const secret of secrets) expect(answer.text).not.toContain(secret);
      }
      for (const name of hiddenFunctions) {
        const answer = await ask(stack, `/rest/v1/rpc/${name}`, { token, headers: profile, body: {} });
        expect([schema, name, answer.status >= 400 && answer.status < 500]).toEqual([schema, name, true]);
        for (const secret of secrets) expect(answer.text).not.toContain(secret);
      }
    }
  });

  it.each([
    "/rest/v1/integrations?select=*,integration_credentials(*)",
    "/rest/v1/integrations?select=id,private.integration_credentials(ciphertext)",
    "/rest/v1/integrations?select=ciphertext",
    "/rest/v1/integrations?integration_credentials.ciphertext=like.*",
    "/rest/v1/recordings?select=*,recording_sources(url)",
    "/rest/v1/invitations?select=*,invitation_tokens(token_hash)",
    "/rest/v1/profiles?select=*,users(encrypted_password)",
    "/rest/v1/private.integration_credentials",
    "/rest/v1/integrations;drop",
    "/rest/v1/../auth/v1/admin/users",
    "/auth/v1/admin/users",
    "/auth/v1/admin/generate_link",
    "/graphql/v1",
    "/pg/query",
    "/pg-meta/default/query",
    "/storage/v1/bucket",
    "/functions/v1/_shared",
    "/functions/v1/..%2f..%2fkeys.json",
  ])("are not behind %s either", async (path) => {
    const answer = await ask(stack, path, { token });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toContain(markerOf("alpha"));
  });
});
