import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { type CredentialKey, InvalidCredentialKeyError, importCredentialKey } from "./credential-key.ts";
import {
  decryptSecret,
  encryptSecret,
  type SealedSecret,
  type SecretBinding,
  TamperedCredentialError,
} from "./envelope.ts";

const KEY_TEXT = encodeBase64(new Uint8Array(32).fill(7));
const binding: SecretBinding = {
  organization_id: "0a000000-0000-4000-8000-000000000001",
  integration_id: "0b000000-0000-4000-8000-000000000001",
  purpose: "credentials",
};

let key: CredentialKey;
let sealed: SealedSecret;
beforeAll(async () => {
  key = await importCredentialKey(1, KEY_TEXT);
  sealed = await encryptSecret(key, "the secret", binding);
});

describe("a sealed secret", () => {
  it("opens to exactly what was sealed, whatever the text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (secret) => {
        expect(await decryptSecret(key, await encryptSecret(key, secret, binding), binding)).toBe(secret);
      }),
      { numRuns: 50 },
    );
  });

  it("never uses an IV twice, so equal secrets look different", async () => {
    const all = await Promise.all(Array.from({ length: 200 }, () => encryptSecret(key, "same", binding)));
    expect(new Set(all.map((one) => one.iv)).size).toBe(200);
    expect(new Set(all.map((one) => one.ciphertext)).size).toBe(200);
    expect(decodeBase64(sealed.iv)).toHaveLength(12);
    expect(sealed).toMatchObject({ key_version: 1 });
  });

  it("opens when the ids are written in the other case, since UUIDs have none", async () => {
    const upper = { ...binding, organization_id: binding.organization_id.toUpperCase() };
    expect(await decryptSecret(key, sealed, upper)).toBe("the secret");
  });

  it.each<[string, Partial<SecretBinding>]>([
    ["another organization", { organization_id: "0a000000-0000-4000-8000-000000000002" }],
    ["another integration", { integration_id: "0b000000-0000-4000-8000-000000000002" }],
    ["another purpose", { purpose: "access_token" }],
    [
      "the two ids exchanged",
      { organization_id: binding.integration_id, integration_id: binding.organization_id },
    ],
  ])("does not open when it was moved to %s", async (_, moved) => {
    await expect(decryptSecret(key, sealed, { ...binding, ...moved })).rejects.toThrow(
      TamperedCredentialError,
    );
  });

  it("does not open when any single bit was flipped", async () => {
    for (const field of ["iv", "ciphertext"] as const) {
      const bytes = decodeBase64(sealed[field]) ?? new Uint8Array();
      expect(bytes.length).toBeGreaterThan(0);
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        const edited = { ...sealed, [field]: encodeBase64(flipped) };
        await expect(decryptSecret(key, edited, binding)).rejects.toThrow(TamperedCredentialError);
      }
    }
  });

  it.each([
    ["a relabelled key version", { key_version: 2 }],
    ["an IV of another length", { iv: encodeBase64(new Uint8Array(16)) }],
    ["an IV that is no base64", { iv: "*" }],
    ["a ciphertext that is no base64", { ciphertext: "not base64" }],
    ["a ciphertext shorter than its tag", { ciphertext: encodeBase64(new Uint8Array(8)) }],
    ["nothing", { ciphertext: "" }],
  ])("does not open with %s", async (_, edit) => {
    await expect(decryptSecret(key, { ...sealed, ...edit }, binding)).rejects.toThrow(
      TamperedCredentialError,
    );
  });

  it("does not open with another version's key, even if both versions hold the same bytes", async () => {
    const second = await importCredentialKey(2, KEY_TEXT);
    await expect(decryptSecret(second, sealed, binding)).rejects.toThrow(TamperedCredentialError);
    const relabelled = { ...sealed, key_version: 2 };
    await expect(decryptSecret(second, relabelled, binding)).rejects.toThrow(TamperedCredentialError);
  });
});

describe("the credential key", () => {
  it.each([
    ["no base64", "not base64!", "not valid base64"],
    ["too short", encodeBase64(new Uint8Array(31)), "31 bytes"],
    ["too long", encodeBase64(new Uint8Array(33)), "33 bytes"],
    ["missing", "", "0 bytes"],
  ])("is refused with a clear reason when it is %s", async (_, text, reason) => {
    const refusal = importCredentialKey(1, text);
    await expect(refusal).rejects.toThrow(InvalidCredentialKeyError);
    await expect(refusal).rejects.toThrow(reason);
    if (text !== "") await expect(refusal).rejects.not.toThrow(text);
  });

  it.each([0, -1, 1.5, Number.NaN])("is refused with version %s", async (version) => {
    await expect(importCredentialKey(version, KEY_TEXT)).rejects.toThrow(InvalidCredentialKeyError);
  });

  it("can't be read back from the key that was imported", async () => {
    await expect(crypto.subtle.exportKey("raw", key.key)).rejects.toThrow();
  });
});
