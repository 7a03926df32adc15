import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { loadOrCreateKeys } from "./keys.ts";
import { temporaryFolder } from "./testing.ts";

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

it("keys are made once for a data directory, differ from any other's, and only their owner can read them", () => {
  const keys = loadOrCreateKeys(join(folder, "one"));
  expect(loadOrCreateKeys(join(folder, "one"))).toEqual(keys);
  const others = loadOrCreateKeys(join(folder, "two"));
  const values = [keys, others].flatMap(({ publishableKey, secretKeys, jwtSecret }) => [
    publishableKey,
    secretKeys.default,
    secretKeys.cron,
    jwtSecret,
  ]);
  expect(new Set(values).size).toBe(8);
  expect(statSync(join(folder, "one/keys.json")).mode & 0o077).toBe(0);
});
