import { expect, it } from "vitest";
import { statusOf } from "./database-errors.ts";

it.each([
  ["P0001", 400, "raise exception"],
  ["VS001", 400, "a code of the project's own"],
  ["23514", 400, "a check"],
  ["22P02", 400, "a malformed value"],
  ["23505", 409, "a duplicate"],
  ["23503", 409, "a missing parent"],
  ["28000", 403, "authorisation"],
  ["57014", 500, "a cancelled statement"],
  ["53300", 503, "too many connections"],
  ["08006", 503, "a lost connection"],
])("%s answers %i as PostgREST does: %s", (code, status) => {
  expect(statusOf(code)).toBe(status);
});
