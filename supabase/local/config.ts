import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import * as v from "valibot";
import { repositoryRoot } from "./paths.ts";

/** What the local stack reads of supabase/config.toml; the same file drives the official CLI and the platform. */
const configSchema = v.object({
  api: v.object({ schemas: v.array(v.string()), max_rows: v.number() }),
  auth: v.object({
    site_url: v.string(),
    additional_redirect_urls: v.array(v.string()),
    jwt_expiry: v.number(),
    enable_signup: v.boolean(),
    enable_refresh_token_rotation: v.boolean(),
    refresh_token_reuse_interval: v.number(),
    minimum_password_length: v.number(),
    email: v.object({
      enabled: v.boolean(),
      enable_confirmations: v.boolean(),
      double_confirm_changes: v.boolean(),
      otp_length: v.number(),
      otp_expiry: v.number(),
    }),
  }),
});

export type ProjectConfig = v.InferOutput<typeof configSchema>;

/** Reads supabase/config.toml. Throws when a setting that the stack needs is missing. */
export function readProjectConfig(): ProjectConfig {
  return v.parse(configSchema, parse(readFileSync(join(repositoryRoot, "supabase/config.toml"), "utf8")));
}
