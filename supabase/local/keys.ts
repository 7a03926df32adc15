import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

/** The stack's API keys and token secret, as a hosted project has them. */
const keysSchema = v.object({
  publishableKey: v.string(),
  /** By name: `default` for the functions' own work, `cron` for the schedule. */
  secretKeys: v.object({ default: v.string(), cron: v.string() }),
  jwtSecret: v.string(),
});

export type StackKeys = v.InferOutput<typeof keysSchema>;

/** Keys that stay the same as long as the data directory does. Made on first use; readable by their owner alone. */
export function loadOrCreateKeys(dataDirectory: string): StackKeys {
  const file = join(dataDirectory, "keys.json");
  if (existsSync(file)) return v.parse(keysSchema, JSON.parse(readFileSync(file, "utf8")));
  const keys: StackKeys = {
    publishableKey: `sb_publishable_${random(16)}`,
    secretKeys: { default: `sb_secret_${random(24)}`, cron: `sb_secret_${random(24)}` },
    jwtSecret: random(48),
  };
  mkdirSync(dataDirectory, { recursive: true });
  writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return keys;
}

function random(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}
