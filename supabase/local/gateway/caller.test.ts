import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import type { StackKeys } from "../keys.ts";
import { identifyCaller } from "./caller.ts";

const keys: StackKeys = {
  publishableKey: "sb_publishable_one",
  secretKeys: { default: "sb_secret_default", cron: "sb_secret_cron" },
  jwtSecret: "the stack's own secret, long enough for HS256",
};

function ask(
  headers: Record<string, string>,
  query = "",
): Promise<Awaited<ReturnType<typeof identifyCaller>>> {
  return identifyCaller(new Request(`http://127.0.0.1/rest/v1/calls${query}`, { headers }), keys);
}

async function tokenFor(sub: string, secret = keys.jwtSecret): Promise<string> {
  const token = new SignJWT({ sub, role: "authenticated" }).setProtectedHeader({ alg: "HS256" });
  return token.setExpirationTime("1h").sign(new TextEncoder().encode(secret));
}

describe("the caller", () => {
  it.each([
    ["the publishable key", { apikey: keys.publishableKey }, "anon"],
    ["a secret key", { apikey: keys.secretKeys.default }, "service_role"],
    ["the schedule's key", { apikey: keys.secretKeys.cron }, "service_role"],
    [
      "a key repeated as bearer",
      { apikey: keys.publishableKey, authorization: `Bearer ${keys.publishableKey}` },
      "anon",
    ],
  ])("with %s is %s", async (_, headers, role) => {
    expect(await ask(headers)).toMatchObject({ claims: { role } });
  });

  it("may bring the key as a parameter, as links and WebSockets have to", async () => {
    expect(await ask({}, `?apikey=${keys.publishableKey}`)).toMatchObject({ claims: { role: "anon" } });
  });

  it("with a person's token is that person, whatever the key", async () => {
    const authorization = `Bearer ${await tokenFor("ann")}`;
    for (const apikey of [keys.publishableKey, keys.secretKeys.default]) {
      expect(await ask({ apikey, authorization })).toMatchObject({
        claims: { sub: "ann", role: "authenticated" },
      });
    }
  });

  it("is refused without a key, with an unknown one, and with a forged token", async () => {
    const forged = `Bearer ${await tokenFor("ann", "some other secret that is long enough")}`;
    const refusals = [
      await ask({}),
      await ask({ authorization: `Bearer ${await tokenFor("ann")}` }),
      await ask({ apikey: "sb_secret_guess" }),
      await ask({ apikey: keys.publishableKey, authorization: forged }),
      await ask({ apikey: keys.secretKeys.default, authorization: "Bearer nonsense" }),
    ];
    for (const refusal of refusals) expect(refusal).toMatchObject({ status: 401 });
  });
});
