import { describe, expect, it, vi } from "vitest";
import type { RequestKind } from "../provider/provider.ts";
import { MIGHTYCALL_HOSTS } from "./hosts.ts";
import { createMightyCall, type MightyCallOptions } from "./mightycall.ts";
import { json, raw, scriptedFetch } from "./scripted-fetch.ts";
import type { AccessToken } from "./token.ts";

const NOW_MS = Date.parse("2026-01-15T14:00:00Z");
const keys = { api_key: "00000000-0000-4000-8000-00000000abcd", user_key: "s3cret&key=+" };
const CLASSIC = "api.mightycall.com";
const CALL_CENTER = "ccapi.mightycall.com";
const TOKEN = `POST ${CLASSIC}/v4/auth/token`;
const CALLS = `GET ${CLASSIC}/v4/api/calls`;
const NUMBERS = `GET ${CLASSIC}/v4/api/phonenumbers`;
const JOURNAL = `GET ${CLASSIC}/v4/api/journal/requests`;

const granted = (name = "fresh") =>
  json({ access_token: name, token_type: "bearer", expires_in: 86_399, refresh_token: "r+/=" });
const invalidClient = json({ error: "invalid_client" }, 400);
const denied = json({ message: "Authorization has been denied for this request." }, 401);
const noCalls = json({ data: { calls: [], total: 0 }, isSuccess: true });
const noNumbers = json({ data: { phoneNumbers: [], deletedPhoneNumbers: [], total: 0 }, isSuccess: true });
const page = { start: "2026-01-14T00:00:00.000Z", end: "2026-01-15T00:00:00.000Z", skip: 40, limit: 1000 };

function setUp(script: Parameters<typeof scriptedFetch>[0], overrides: Partial<MightyCallOptions> = {}) {
  const fetch = scriptedFetch(script);
  const spent: RequestKind[] = [];
  const stored: AccessToken[] = [];
  const provider = createMightyCall({
    account_type: "classic",
    keys,
    hosts: MIGHTYCALL_HOSTS,
    transport: { fetch, timeoutMs: 1000, nowMs: () => NOW_MS },
    spend: async (kind) => void spent.push(kind),
    loadToken: async () => stored.at(-1) ?? null,
    storeToken: async (token) => void stored.push(token),
    maxRecordingBytes: 1000,
    ...overrides,
  });
  return { provider, fetch, spent, stored };
}

const cached = (access_token: string, minutesLeft: number): AccessToken => ({
  access_token,
  expires_at: new Date(NOW_MS + minutesLeft * 60_000).toISOString(),
});

describe("the access token", () => {
  it("is asked for with a form and the API key, and stored with its time of expiry", async () => {
    const { provider, fetch, stored } = setUp({ [TOKEN]: granted(), [CALLS]: noCalls });
    await provider.pageCalls(page);
    const [request] = fetch.requests;
    expect(request?.headers.get("content-type")).toMatch(/^application\/x-www-form-urlencoded/);
    expect(request?.headers.get("x-api-key")).toBe(keys.api_key);
    expect(Object.fromEntries(new URLSearchParams(await request?.text()))).toEqual({
      grant_type: "client_credentials",
      client_id: keys.api_key,
      client_secret: keys.user_key,
    });
    expect(stored).toEqual([{ access_token: "fresh", expires_at: "2026-01-16T13:59:59.000Z" }]);
  });

  it("is shared: a stored one is used, and asks for nothing", async () => {
    const loadToken = async () => cached("shared", 60);
    const { provider, fetch, spent } = setUp({ [CALLS]: noCalls }, { loadToken });
    await provider.pageCalls(page);
    await provider.pageCalls(page);
    expect(spent).toEqual(["calls", "calls"]);
    expect(fetch.requests[0]?.headers.get("authorization")).toBe("Bearer shared");
    expect(fetch.requests[0]?.headers.get("x-api-key")).toBe(keys.api_key);
  });

  it("is renewed before it expires on its way", async () => {
    const loadToken = async () => cached("old", 4);
    const { provider, fetch } = setUp({ [TOKEN]: granted(), [CALLS]: noCalls }, { loadToken });
    await provider.pageCalls(page);
    expect(fetch.requests.at(-1)?.headers.get("authorization")).toBe("Bearer fresh");
  });

  it.each([
    ["401", denied],
    [
      "a 200 that says so, as older versions did",
      json({ message: "Authorization has been denied for this request." }),
    ],
  ])(
    "is renewed once when denied with %s, and each request is counted before it leaves",
    async (_, answer) => {
      const { provider, spent, stored } = setUp(
        { [TOKEN]: granted(), [CALLS]: [answer, noCalls] },
        { loadToken: async () => cached("revoked", 60) },
      );
      expect(await provider.pageCalls(page)).toMatchObject({ received: 0, total: 0 });
      expect(spent).toEqual(["calls", "token", "calls"]);
      expect(stored.map((token) => token.access_token)).toEqual(["fresh"]);
    },
  );

  it("that another worker has renewed meanwhile is taken instead of asking for one more", async () => {
    const loadToken = vi.fn(async () => cached("renewed elsewhere", 60));
    loadToken.mockResolvedValueOnce(cached("revoked", 60));
    const { provider, spent } = setUp({ [CALLS]: [denied, noCalls] }, { loadToken });
    await provider.pageCalls(page);
    expect(spent).toEqual(["calls", "calls"]);
  });

  it("that is denied twice is a matter for a person, not for a third try", async () => {
    const { provider, spent } = setUp({ [TOKEN]: granted(), [CALLS]: denied });
    await expect(provider.pageCalls(page)).rejects.toMatchObject({
      code: "access_denied",
      error_class: "config",
    });
    expect(spent).toEqual(["token", "calls", "token", "calls"]);
  });

  it.each([
    ["a line break", { access_token: "a\r\nx-evil: 1", expires_in: 60 }],
    ["nothing", { access_token: "", expires_in: 60 }],
    ["no lifetime", { access_token: "a" }],
  ])("with %s in it is refused and not stored", async (_, body) => {
    const { provider, stored } = setUp({ [TOKEN]: json(body) });
    await expect(provider.pageCalls(page)).rejects.toMatchObject({ code: "invalid_response" });
    expect(stored).toEqual([]);
  });
});

describe("the request budget", () => {
  it("is asked first: when it refuses, nothing leaves", async () => {
    const refusal = new Error("budget");
    const spend = async () => Promise.reject(refusal);
    const { provider, fetch } = setUp({ [TOKEN]: granted(), [CALLS]: noCalls }, { spend });
    await expect(provider.pageCalls(page)).rejects.toBe(refusal);
    expect(fetch.requests).toEqual([]);
  });
});

describe("testing credentials", () => {
  it("proves them with a fresh token and a first reading", async () => {
    const numbers = json({
      data: { phoneNumbers: [{ number: "+15550100900" }], deletedPhoneNumbers: [{ number: "+15550100901" }] },
    });
    const { provider, spent } = setUp(
      { [TOKEN]: granted(), [NUMBERS]: numbers },
      { loadToken: async () => cached("of the keys before", 60) },
    );
    expect(await provider.verify()).toEqual({ account_type: "classic", phone_number_count: 1 });
    expect(spent).toEqual(["token", "phone_numbers"]);
  });

  const OTHER_TOKEN = `POST ${CALL_CENTER}/v4/auth/token`;
  it.each([
    ["the other kind of account knows them", granted(), "wrong_account_type"],
    ["nobody knows them", invalidClient, "invalid_credentials"],
    ["the other host can't say", raw("<h1>Bad gateway</h1>", 502), "invalid_credentials"],
  ])("names the cause when %s", async (_, other, code) => {
    const { provider, spent, stored } = setUp({ [TOKEN]: invalidClient, [OTHER_TOKEN]: other });
    await expect(provider.verify()).rejects.toMatchObject({ code, error_class: "config" });
    expect(spent).toEqual(["token", "token"]);
    expect(stored).toEqual([]);
  });

  it("tries the keys on no other host for any other failure", async () => {
    const { provider, spent } = setUp({ [TOKEN]: raw("busy", 503) });
    await expect(provider.verify()).rejects.toMatchObject({ code: "provider_unavailable" });
    expect(spent).toEqual(["token"]);
  });

  it("says so when the plan has no API", async () => {
    const forbidden = json({ errorCode: "TenantAccountRoleIssue", message: "Not allowed" }, 403);
    const { provider } = setUp({ [TOKEN]: granted(), [NUMBERS]: forbidden });
    await expect(provider.verify()).rejects.toMatchObject({ code: "plan_without_api", http_status: 403 });
  });
});

describe("an answer that is no success", () => {
  const limit = "You have reached the limit of 2500 requests per day.";
  it.each<[string, () => Response, object]>([
    ["400 invalid_client", invalidClient, { code: "invalid_credentials" }],
    ["400 with the bare word", raw("invalid_client", 400), { code: "invalid_credentials" }],
    ["400 with the word as JSON", json("invalid_client", 400), { code: "invalid_credentials" }],
    ["403 for the plan", json({ errorCode: "TenantAccountRoleIssue" }, 403), { code: "plan_without_api" }],
    ["403 with a message", json({ message: "No." }, 403), { code: "access_denied" }],
    ["403 for the day", json({ message: limit }, 403), { code: "daily_limit" }],
    ["403 for a quota", json({ message: "API quota exceeded." }, 403), { code: "daily_limit" }],
    [
      "429 for the day",
      json({ message: limit }, 429, { "retry-after": "3600" }),
      { code: "daily_limit", retry_after_seconds: 3600 },
    ],
    [
      "429 with a header",
      json({}, 429, { "retry-after": "7" }),
      { code: "rate_limited", retry_after_seconds: 7 },
    ],
    [
      "429 with the time in the text",
      json({ message: "Too many requests. Retry after 2026-01-15T14:00:30 UTC" }, 429),
      { code: "rate_limited", retry_after_seconds: 30 },
    ],
    ["429 with nothing", raw("", 429), { code: "rate_limited", retry_after_seconds: undefined }],
    ["500 with HTML", raw("<h1>Error</h1>", 500), { code: "provider_unavailable", error_class: "transient" }],
    [
      "503 with a wait",
      json({}, 503, { "retry-after": "9" }),
      { code: "provider_unavailable", retry_after_seconds: 9 },
    ],
    ["404", raw("", 404), { code: "not_found" }],
    [
      "a redirect, which is not followed",
      () => new Response(null, { status: 302, headers: { location: "https://evil.example/" } }),
      { code: "invalid_response" },
    ],
    ["isSuccess: false", json({ isSuccess: false, message: "Sorry" }), { code: "request_rejected" }],
    ["HTML instead of JSON", raw("<!doctype html><p>Sign in"), { code: "invalid_response" }],
    ["nothing at all", raw(""), { code: "invalid_response" }],
    ["204", () => new Response(null, { status: 204 }), { code: "invalid_response" }],
    [
      "JSON that is cut off",
      raw('{"data":{"calls":[{"id":"1"', 200, "application/json"),
      { code: "invalid_response" },
    ],
    ["JSON that is no object", json("ok"), { code: "invalid_response" }],
    ["no total", json({ data: { calls: [] } }), { code: "invalid_response" }],
    ["a negative total", json({ data: { calls: [], total: -1 } }), { code: "invalid_response" }],
  ])("%s", async (_, answer, expected) => {
    const { provider, fetch } = setUp({ [CALLS]: answer }, { loadToken: async () => cached("t", 60) });
    await expect(provider.pageCalls(page)).rejects.toMatchObject({ name: "ProviderError", ...expected });
    expect(fetch.requests).toHaveLength(1);
  });

  it("names the refused fields, and repeats neither values nor sentences", async () => {
    const body = {
      message: "The request is invalid.",
      modelState: { pageSize: ["The value 's3cret' is not valid."], "<script>": ["x"] },
    };
    const { provider } = setUp({ [TOKEN]: granted(), [CALLS]: json(body, 400) });
    await expect(provider.pageCalls(page)).rejects.toThrow(
      /^MightyCall rejected a request as invalid \(HTTP 400, pageSize\)\.$/,
    );
  });

  it("names the field of a row that can't be stored, and fails the page", async () => {
    const calls = [{ id: "1", dateTimeUtc: "2026-01-15T14:00:00Z" }, { id: "2" }];
    const { provider } = setUp({ [TOKEN]: granted(), [CALLS]: json({ data: { calls, total: 2 } }) });
    await expect(provider.pageCalls(page)).rejects.toThrow(
      "data.calls.1.dateTimeUtc is missing or malformed",
    );
  });
});

describe("reading calls", () => {
  it("always names the range, the position and the page size", async () => {
    const { provider, fetch } = setUp({ [TOKEN]: granted(), [CALLS]: noCalls });
    await provider.pageCalls(page);
    expect(Object.fromEntries(new URL(fetch.requests.at(-1)?.url ?? "").searchParams)).toEqual({
      startUtc: "2026-01-14T00:00:00Z",
      endUtc: "2026-01-15T00:00:00Z",
      skip: "40",
      pageSize: "1000",
    });
  });

  it("gives rows, how many there were, and the total, even if that is a text", async () => {
    const calls = [{ id: "1", dateTimeUtc: "2026-01-15T14:00:00Z", duration: "65000" }];
    const { provider } = setUp({ [TOKEN]: granted(), [CALLS]: json({ data: { calls, total: "41" } }) });
    const answer = await provider.pageCalls(page);
    expect(answer).toMatchObject({
      received: 1,
      total: 41,
      rows: [{ external_id: "1", duration_seconds: 65 }],
    });
  });
});

describe("finding a recording", () => {
  const call = {
    id: "a b",
    dateTimeUtc: "2026-01-15T14:00:00Z",
    callRecord: { uri: "https://panel.mightycall.com/x.wav", fileName: "records/x.wav" },
  };
  const ONE = `${CALLS}/a%20b`;
  const source = { url: "https://panel.mightycall.com/x.wav", file_name: "records/x.wav" };
  it.each<[string, () => Response, unknown]>([
    ["in an envelope", json({ data: call, isSuccess: true }), source],
    ["bare", json(call), source],
    ["absent", json({ data: { ...call, callRecord: null } }), null],
    ["of an unknown call", json({ message: "Call not found" }, 400), null],
  ])("%s", async (_, answer, expected) => {
    const { provider } = setUp({ [TOKEN]: granted(), [ONE]: answer });
    expect(await provider.findRecording("a b")).toEqual(expected);
  });

  it("does not take a failure for an absent recording", async () => {
    const { provider } = setUp({ [TOKEN]: granted(), [ONE]: json({}, 500) });
    await expect(provider.findRecording("a b")).rejects.toMatchObject({ code: "provider_unavailable" });
  });
});

describe("reading messages", () => {
  const entry = { id: "65a0", type: "message", created: "2026-01-15T14:20:00Z" };
  const request = { start: page.start, end: page.end, limit: 3 };
  const none = json({ requests: [] });

  it.each<[string, (body: object) => object]>([
    ["bare", (body) => body],
    ["in an envelope", (data) => ({ data })],
  ])("%s, and asks for the row after the last before it says that these were all", async (_, wrap) => {
    const short = json(wrap({ currentPage: 1, requests: [entry, { ...entry, id: "65a1" }] }));
    const { provider, fetch } = setUp({ [TOKEN]: granted(), [JOURNAL]: [short, none] });
    expect(await provider.listMessages(request)).toMatchObject({ received: 2, has_more: false });
    const asked = fetch.requests.slice(1).map(({ url }) => Object.fromEntries(new URL(url).searchParams));
    const range = { type: "Message", from: "2026-01-14T00:00:00Z", to: "2026-01-15T00:00:00Z" };
    expect(asked).toEqual([
      { ...range, page: "1", pageSize: "3" },
      { ...range, page: "3", pageSize: "1" },
    ]);
  });

  it("takes a short page of a server that caps its pages for no end", async () => {
    const script = { [TOKEN]: granted(), [JOURNAL]: json({ requests: [entry] }) };
    expect(await setUp(script).provider.listMessages(request)).toMatchObject({ received: 1, has_more: true });
  });

  it("needs one request where there is nothing, or more than fits", async () => {
    for (const [requests, has_more] of [
      [[], false],
      [[entry, entry, entry], true],
    ] as const) {
      const { provider, spent } = setUp({ [TOKEN]: granted(), [JOURNAL]: json({ requests }) });
      expect(await provider.listMessages(request)).toMatchObject({ received: requests.length, has_more });
      expect(spent).toEqual(["token", "messages"]);
    }
  });

  it("makes no message of a call, and still counts it as received", async () => {
    const requests = [{ ...entry, type: "call" }, entry];
    const { provider } = setUp({ [TOKEN]: granted(), [JOURNAL]: [json({ requests }), none] });
    const answer = await provider.listMessages(request);
    expect(answer).toMatchObject({ received: 2, has_more: false });
    expect(answer.rows).toHaveLength(1);
  });

  it("never asks for more than 1,000 at once, which the provider refuses", async () => {
    const { provider, fetch } = setUp({});
    await expect(provider.listMessages({ ...request, limit: 1001 })).rejects.toThrow(RangeError);
    expect(fetch.requests).toEqual([]);
  });
});

describe("listing phone numbers", () => {
  it("keeps deleted numbers apart, unless they were bought again", async () => {
    const phoneNumbers = [
      {
        objectGuid: "7b1c",
        number: "+15550100900",
        isEnabled: true,
        isPrimary: true,
        mayText: true,
        label: "Main",
      },
      { number: "5550100901", isEnabled: false, label: null },
    ];
    const deletedPhoneNumbers = [
      { number: "+15550100902", isEnabled: true, whenDeleted: "2026-01-01T00:00:00.0000000Z" },
      { number: "+15550100900", isEnabled: true },
    ];
    const data = { phoneNumbers, deletedPhoneNumbers, total: 2 };
    const { provider } = setUp({ [TOKEN]: granted(), [NUMBERS]: json({ data, isSuccess: true }) });
    const unknown = { label: null, is_primary: false, is_toll_free: false, can_text: null, can_call: null };
    expect(await provider.listPhoneNumbers()).toEqual({
      active: [
        {
          ...unknown,
          number: "+15550100900",
          is_active: true,
          is_primary: true,
          can_text: true,
          label: "Main",
          provider_id: "7b1c",
        },
        { ...unknown, number: "+15550100901", is_active: false, provider_id: null },
      ],
      deleted: [{ ...unknown, number: "+15550100902", is_active: false, provider_id: null }],
    });
  });

  it("does not take a missing list for an empty one", async () => {
    const { provider } = setUp({ [TOKEN]: granted(), [NUMBERS]: json({ data: {}, isSuccess: true }) });
    await expect(provider.listPhoneNumbers()).rejects.toMatchObject({ code: "invalid_response" });
    const empty = setUp({ [TOKEN]: granted(), [NUMBERS]: noNumbers });
    expect(await empty.provider.listPhoneNumbers()).toEqual({ active: [], deleted: [] });
  });
});

describe("what leaves", () => {
  it("goes to the host of the account's own kind, and to none that was not configured", async () => {
    const hosts = { ...MIGHTYCALL_HOSTS, call_center: "http://127.0.0.1:41100" };
    const { provider, fetch } = setUp(
      {
        "POST 127.0.0.1:41100/v4/auth/token": granted(),
        "GET 127.0.0.1:41100/v4/api/calls": noCalls,
      },
      { account_type: "call_center", hosts },
    );
    await provider.pageCalls(page);
    expect(fetch.requests.map((request) => new URL(request.url).origin)).toEqual(
      Array(2).fill("http://127.0.0.1:41100"),
    );
  });
});
