import type { Plugin } from "vite";

const unused = 'const unused = () => { throw new Error("This client leaves that out.") };';

/** By the package that asks: what it always brings and nothing here calls, and what stands in for it. */
const standIns = new Map([
  [
    "@supabase/supabase-js",
    new Map([
      // A page that needs one of these imports that client's own package, lazily.
      ["@supabase/storage-js", "export class StorageClient {} export class StorageApiError extends Error {}"],
      ["@supabase/realtime-js", "export class RealtimeClient { async setAuth() {} }"],
    ]),
  ],
  [
    "@supabase/auth-js",
    new Map([
      [
        "./lib/web3/ethereum",
        `${unused} export { unused as createSiweMessage, unused as fromHex, unused as getAddress, unused as toHex };`,
      ],
      [
        "./lib/webauthn",
        `${unused} export class WebAuthnApi {} export const browserSupportsWebAuthn = () => false;
        export { unused as createCredential, unused as getCredential, unused as webAuthnAbortService,
          unused as deserializeCredentialCreationOptions, unused as deserializeCredentialRequestOptions,
          unused as serializeCredentialCreationResponse, unused as serializeCredentialRequestResponse };`,
      ],
    ]),
  ],
]);

/** Leaves out of the build what supabase-js brings for others: Storage, Realtime, passkeys and wallets. */
export function withoutUnusedClients(): Plugin {
  return {
    name: "without-unused-supabase-clients",
    enforce: "pre",
    apply: "build",
    resolveId: (source, importer) => {
      const asker = [...standIns.keys()].find((name) => importer?.includes(`/${name}/`));
      return asker && standIns.get(asker)?.has(source) ? `\0${asker}:${source}` : null;
    },
    load: (id) => {
      const [asker = "", source = ""] = id.startsWith("\0@supabase/") ? id.slice(1).split(":") : [];
      return standIns.get(asker)?.get(source) ?? null;
    },
  };
}
