import { describe, expect, it } from "vitest";
import { ERROR_TEXTS } from "./error-messages.ts";
import { isProviderError, ProviderError } from "./provider-error.ts";

describe("a failure of the provider", () => {
  it.each(Object.entries(ERROR_TEXTS))("%s has a sentence and tells what to do", (_, { message, hint }) => {
    for (const text of [message, hint]) expect(text).toMatch(/^[A-Z].*\.$/);
  });

  it("puts the detail into its sentence, and hides the cause from it", () => {
    const cause = new TypeError("https://host/?recordid=secret");
    const error = new ProviderError("invalid_response", { detail: "calls.3.id is missing", cause });
    expect(error.message).toBe(
      "MightyCall sent an answer that could not be understood (calls.3.id is missing).",
    );
    expect(error).toMatchObject({ error_class: "transient", code: "invalid_response", cause });
    expect(JSON.stringify(error)).not.toContain("secret");
  });

  it("is told apart by its code", () => {
    expect(isProviderError(new ProviderError("timeout"), "timeout")).toBe(true);
    expect(isProviderError(new ProviderError("timeout"), "daily_limit")).toBe(false);
    expect(isProviderError(new Error("timeout"), "timeout")).toBe(false);
  });
});
