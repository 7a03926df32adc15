import * as v from "valibot";

const GUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const NO_CONTROL_CHARACTER = /^\P{Cc}*$/u;
const USER_KEY_MAX_CHARACTERS = 256;

export const accountTypeSchema = v.picklist(
  ["classic", "call_center"],
  "must be the kind of MightyCall account: classic or call_center",
);

/** What an admin types in to connect MightyCall. Messages never repeat the value they are about. */
export const credentialInputSchema = v.object({
  account_type: accountTypeSchema,
  api_key: v.pipe(
    v.string("must be a text"),
    v.trim(),
    v.regex(GUID, "must look like 01234567-89ab-cdef-0123-456789abcdef, as MightyCall shows it"),
  ),
  user_key: v.pipe(
    v.string("must be a text"),
    v.trim(),
    v.nonEmpty("must not be empty"),
    v.maxLength(USER_KEY_MAX_CHARACTERS, `must have at most ${USER_KEY_MAX_CHARACTERS} characters`),
    v.regex(NO_CONTROL_CHARACTER, "must not contain line breaks or other control characters"),
  ),
});

export type AccountType = v.InferOutput<typeof accountTypeSchema>;
export type CredentialInput = v.InferOutput<typeof credentialInputSchema>;

/** The last 4 characters of a key: all of it that is ever shown again. */
export function keyHint(apiKey: string): string {
  return apiKey.slice(-4);
}
