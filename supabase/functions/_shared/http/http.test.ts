import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { credentialInputSchema } from "../credentials/credential-input.ts";
import { ERROR_TEXTS, type ProviderErrorCode } from "../provider/error-messages.ts";
import { ProviderError } from "../provider/provider-error.ts";
import { Problem, problemResponse } from "./problem.ts";
import { readJson } from "./read-json.ts";
import { readText } from "./read-text.ts";

describe("an error on its way to the caller", () => {
  it("has one shape, with the wait in the header as well", async () => {
    const response = problemResponse(new ProviderError("rate_limited", { retry_after_seconds: 30 }));
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("30");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const { message, hint } = ERROR_TEXTS.rate_limited;
    expect(await response.json()).toEqual({
      error: { code: "rate_limited", message, hint, retry_after_seconds: 30 },
    });
  });

  it("leaves out what it does not know", async () => {
    const response = problemResponse(new Problem(403, "not_allowed", "Only an admin may do this."));
    expect(response.headers.has("retry-after")).toBe(false);
    expect(await response.json()).toEqual({
      error: { code: "not_allowed", message: "Only an admin may do this." },
    });
  });

  it.each([new Error("password=hunter2"), "password=hunter2", null])(
    "says nothing of an unforeseen one",
    async (error) => {
      const response = problemResponse(error);
      expect(response.status).toBe(500);
      const text = await response.text();
      expect(text).toContain("internal_error");
      expect(text).not.toContain("hunter2");
    },
  );

  it.each(Object.keys(ERROR_TEXTS) as ProviderErrorCode[])("is an HTTP error for %s", (code) => {
    expect(problemResponse(new ProviderError(code)).ok).toBe(false);
  });
});

describe("reading the body of a request", () => {
  const post = (body: string, type = "application/json") =>
    new Request("http://function/", { method: "POST", body, headers: { "content-type": type } });
  const refusal = async (request: Request, maxBytes?: number) => {
    const error = await readJson(request, credentialInputSchema, maxBytes).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Problem);
    return error as Problem;
  };

  it("gives what the schema makes of it", async () => {
    const schema = v.object({ a: v.pipe(v.string(), v.trim()) });
    expect(await readJson(post('{"a":" x ","b":1}', "application/json; charset=utf-8"), schema)).toEqual({
      a: "x",
    });
  });

  it("names every field in question, and repeats no value", async () => {
    const body = { account_type: "s3cret-1", api_key: "s3cret-2", user_key: { deep: "s3cret-3" } };
    const problem = await refusal(post(JSON.stringify(body)));
    expect(problem).toMatchObject({ status: 400, code: "invalid_input" });
    for (const field of Object.keys(body)) expect(problem.message).toContain(field);
    expect(problem.message).not.toContain("s3cret");
  });

  it("repeats no value in the words of the validation library either", async () => {
    const plain = v.object({ user_key: v.number() });
    const reading = readJson(post('{"user_key":"s3cret"}'), plain);
    await expect(reading).rejects.toThrow("Please check: user_key is missing or not valid.");
  });

  it.each<[string, Request, number, string]>([
    ["what is no JSON", post("{s3cret"), 400, "invalid_json"],
    ["nothing", post(""), 400, "invalid_json"],
    ["a list", post("[]"), 400, "invalid_input"],
    ["another type", post("{}", "text/plain"), 415, "unsupported_media_type"],
    [
      "a form, which any page could send",
      post("a=1", "application/x-www-form-urlencoded"),
      415,
      "unsupported_media_type",
    ],
    ["too much", post(JSON.stringify({ api_key: "x".repeat(200) })), 413, "body_too_large"],
  ])("refuses %s", async (_, request, status, code) => {
    const problem = await refusal(request, 100);
    expect(problem).toMatchObject({ status, code });
    expect(problem.message).not.toContain("s3cret");
  });

  it("stops reading as soon as it is too much, and reads characters that are cut between chunks", async () => {
    let pulls = 0;
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        pulls += 1;
        controller.enqueue(new Uint8Array(10));
      },
    });
    expect(await readText(endless, 100)).toBeNull();
    expect(pulls).toBeLessThan(20);
    const bytes = new TextEncoder().encode("é😀");
    const chunks = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await readText(chunks, 100)).toBe("é😀");
  });
});
