import { PostgrestError } from "@supabase/supabase-js";
import { expect, describe as group, it } from "vitest";
import { problemFromRefusal } from "./invoke-function.ts";
import { describe, Problem, problemFromDatabase } from "./problem.ts";

function databaseError(changes: { message?: string; code?: string; details?: string; hint?: string }) {
  return new PostgrestError({ message: "", code: "", details: "", hint: "", ...changes });
}

group("problemFromDatabase", () => {
  it.each([
    ["offline", 0, { message: "TypeError: Failed to fetch" }],
    ["signed-out", 401, { message: "JWT expired", code: "PGRST303" }],
    ["forbidden", 403, { message: "permission denied for table calls", code: "42501" }],
    [
      "forbidden",
      403,
      { message: 'new row violates row-level security policy for table "calls"', code: "42501" },
    ],
    ["failed", 500, { message: "internal details" }],
    ["rejected", 400, { message: "A sync of calls is already running" }],
  ] as const)("is %s for status %i and %j", (kind, status, error) => {
    expect(problemFromDatabase(databaseError(error), status).kind).toBe(kind);
  });

  it("passes on words that were written for people, with their hint", () => {
    const problem = problemFromDatabase(
      databaseError({ message: "You already own five.", hint: "Ask." }),
      429,
    );
    expect(problem).toMatchObject({ message: "You already own five.", hint: "Ask." });
  });

  it("reads how long to wait from the hint", () => {
    const waiting = databaseError({
      message: "This was synced a moment ago.",
      hint: "Try again in 42 seconds.",
    });
    expect(problemFromDatabase(waiting, 429).retryAfterSeconds).toBe(42);
  });

  it("shows nothing of what the server says about itself", () => {
    const problem = problemFromDatabase(databaseError({ message: "relation private.secret missing" }), 500);
    expect(`${problem.message} ${problem.hint}`).not.toContain("private.secret");
  });
});

group("problemFromRefusal", () => {
  it("speaks in the function's words", () => {
    const body = {
      error: { code: "bad_key", message: "MightyCall refused.", hint: "Check it.", retry_after_seconds: 30 },
    };
    expect(problemFromRefusal(JSON.stringify(body), undefined)).toMatchObject({
      kind: "rejected",
      code: "bad_key",
      message: "MightyCall refused.",
      hint: "Check it.",
      retryAfterSeconds: 30,
    });
  });

  it.each(["<html>Bad gateway</html>", "", "{}", '{"error":"text"}'])("stays calm about %j", (body) => {
    expect(problemFromRefusal(body, undefined).kind).toBe("failed");
  });
});

group("describe", () => {
  it("never shows a programming error to a person", () => {
    expect(describe(new TypeError("x is undefined")).message).not.toContain("undefined");
    expect(describe(new Problem("rejected", "Told.")).message).toBe("Told.");
  });
});
