import { AsyncLocalStorage } from "node:async_hooks";
import { App, type EmailDriver, SmtpEmailDriver } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import type { ProjectConfig } from "../config.ts";
import type { StackKeys } from "../keys.ts";
import type { PostgresServer } from "../postgres/server.ts";
import { resolveApiKey } from "./api-keys.ts";
import { jsonText } from "./json-types.ts";

export type AuthService = {
  /** Answers a request under /auth/v1. */
  handle: (request: Request) => Promise<Response>;
  close: () => Promise<void>;
};

export type AuthOptions = {
  server: PostgresServer;
  config: ProjectConfig;
  keys: StackKeys;
  /** Where the gateway answers; links in mails lead there. */
  apiUrl: string;
  /** Where the app is; people are sent there after a link. */
  siteUrl: string;
  smtpPort: number;
};

/** Sign-up, sign-in, sessions and mails, connected as the platform's Auth is. */
export async function createAuthService(options: AuthOptions): Promise<AuthService> {
  const { server, config, keys, siteUrl } = options;
  const connection = createPostgresConnection({
    url: server.url("supabase_auth_admin"),
    postgresOptions: {
      max: 5,
      onnotice: () => {},
      connection: { application_name: "auth" },
      types: jsonText,
    },
  });
  const app = new App({
    connection,
    api: { enabled: false },
    auth: {
      enabled: true,
      jwt_secret: keys.jwtSecret,
      jwt_expiry: config.auth.jwt_expiry,
      site_url: siteUrl,
      additional_redirect_urls: [`${siteUrl}/**`, ...config.auth.additional_redirect_urls],
      enable_signup: config.auth.enable_signup,
      enable_refresh_token_rotation: config.auth.enable_refresh_token_rotation,
      refresh_token_reuse_interval: config.auth.refresh_token_reuse_interval,
      minimum_password_length: config.auth.minimum_password_length,
      email: {
        enable_signup: config.auth.email.enabled,
        enable_confirmations: config.auth.email.enable_confirmations,
        double_confirm_changes: config.auth.email.double_confirm_changes,
        otp_length: config.auth.email.otp_length,
        otp_expiry: config.auth.email.otp_expiry,
      },
    },
    studio: { enabled: false },
    db: { migrations: { enabled: false } },
    options: {
      drivers: { email: emailDriver(options) },
      server: {
        admin: false,
        disableStudio: true,
        apiKeys: {
          resolver: async (key) => {
            const apiKey = resolveApiKey(key, keys);
            return apiKey === undefined ? null : { type: apiKey.type, claims: { role: apiKey.role } };
          },
        },
      },
    },
  });
  await app.init();
  return {
    handle: (request) => {
      const redirect = new URL(request.url).searchParams.get("redirect_to");
      return requestedRedirect.run(redirect, async () => app.fetch(request, { peerAddress: null }));
    },
    close: () => connection.driver.end({ timeout: 1 }),
  };
}

/** Where the request under way wants the person to be sent after they followed the link in the mail. */
const requestedRedirect = new AsyncLocalStorage<string | null>();

/**
 * Lite takes it that Auth answers under the site's address, and has every link end at the site's front page. Here, as
 * hosted, Auth answers under the API's address and the link ends where the client asked; following it checks whether
 * that is allowed.
 */
function emailDriver({ smtpPort, siteUrl, apiUrl }: AuthOptions): EmailDriver {
  const smtp = new SmtpEmailDriver({
    host: "127.0.0.1",
    port: smtpPort,
    requireTls: false,
    from: { name: "VictorySync", address: "no-reply@victorysync.local" },
  });
  const corrected = (text: string) => {
    const redirect = requestedRedirect.getStore() ?? siteUrl;
    return text
      .replaceAll(`${siteUrl}/auth/v1/`, `${apiUrl}/auth/v1/`)
      .replaceAll(
        `redirect_to=${encodeURIComponent(siteUrl)}`,
        `redirect_to=${encodeURIComponent(redirect)}`,
      );
  };
  return {
    send: ({ to, subject, text, html }) =>
      smtp.send({
        to,
        subject,
        ...(text === undefined ? {} : { text: corrected(text) }),
        ...(html === undefined ? {} : { html: corrected(html) }),
      }),
  };
}
