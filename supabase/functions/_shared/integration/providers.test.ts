import { describe, expect, it } from "vitest";
import { MIGHTYCALL_HOSTS } from "../mightycall/hosts.ts";
import { json, scriptedFetch } from "../mightycall/scripted-fetch.ts";
import { setUpProvider } from "./providers.ts";

const fetch = scriptedFetch({
  "POST api.mightycall.com/v4/auth/token": json({ access_token: "fresh", expires_in: 60 }),
  "GET api.mightycall.com/v4/api/phonenumbers": json({ data: { phoneNumbers: [] }, isSuccess: true }),
});
const setup = {
  account_type: "classic" as const,
  credentials: { api_key: "key", user_key: "user" },
  transport: { fetch, timeoutMs: 1000, nowMs: Date.now },
  spend: () => Promise.resolve(),
  loadToken: () => Promise.resolve(null),
  storeToken: () => Promise.resolve(),
  maxRecordingBytes: 1,
};

describe("the registry of providers", () => {
  it("makes the provider that the integration names", async () => {
    const provider = setUpProvider("mightycall", setup, MIGHTYCALL_HOSTS);
    expect(await provider.verify()).toEqual({ account_type: "classic", phone_number_count: 0 });
  });

  it("refuses a name that it does not know, and credentials of another shape", () => {
    for (const name of ["", "unheard-of", "constructor"]) {
      expect(() => setUpProvider(name, setup, MIGHTYCALL_HOSTS)).toThrow(RangeError);
    }
    expect(() => setUpProvider("mightycall", { ...setup, credentials: {} }, MIGHTYCALL_HOSTS)).toThrow();
  });
});
