import { describe, expect, it } from "vitest";
import { Problem } from "../http/problem.ts";
import { type AdminClient, createWorkerDatabase, DatabaseError } from "./worker-database.ts";

type Refusal = { code: string; message: string; hint?: string | null; details?: string | null };

function databaseThat(answer: { data?: unknown; error?: Refusal }) {
  const client: AdminClient = {
    schema: () => ({ rpc: async () => ({ data: answer.data ?? null, error: answer.error ?? null }) }),
  };
  return createWorkerDatabase(client);
}

describe("a call of a worker function", () => {
  it("gives its answer", async () => {
    expect(await databaseThat({ data: { found: true } }).call("anything")).toEqual({ found: true });
  });

  it.each([
    ["PT403", 403, "forbidden"],
    ["PT404", 404, "not_found"],
    ["PT409", 409, "conflict"],
    ["PT429", 429, "too_many_requests"],
  ])("hands on %s, which is meant for people, in its own words", async (code, status, name) => {
    const error = { code, message: "Not now.", hint: "Wait.", details: "7" };
    const refusal = databaseThat({ error }).call("anything");
    await expect(refusal).rejects.toMatchObject({
      status,
      code: name,
      message: "Not now.",
      hint: "Wait.",
      retry_after_seconds: status === 429 ? 7 : undefined,
    });
  });

  it.each(["", null, "soon"])("names no wait where the database names none: %j", async (details) => {
    const refusal = databaseThat({ error: { code: "PT429", message: "Not now.", details } }).call("anything");
    await expect(refusal).rejects.toMatchObject({ status: 429, retry_after_seconds: undefined });
  });

  it.each(["42501", "23505", "XX000", "PT500", "PT4290", ""])(
    "keeps %s, the database's own trouble, from people",
    async (code) => {
      const error = await databaseThat({ error: { code, message: "relation private.keys" } })
        .call("anything")
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DatabaseError);
      expect(error).not.toBeInstanceOf(Problem);
    },
  );
});
