import * as v from "valibot";
import type { Enums, Tables } from "~/lib/supabase";

export type AccountType = Enums["account_type"];
export type IntegrationStatus = Enums["integration_status"];

export type Integration = Tables["integrations"]["Row"] & {
  updater: Pick<Tables["profiles"]["Row"], "full_name" | "email"> | null;
};

export const accountTypes: { value: AccountType; label: string; explanation: string }[] = [
  {
    value: "classic",
    label: "MightyCall Classic",
    explanation: "The virtual phone system. Numbers, extensions and groups.",
  },
  {
    value: "call_center",
    label: "MightyCall Call Center",
    explanation: "The plan with queues and supervisors.",
  },
];

export function accountTypeLabel(type: AccountType): string {
  return accountTypes.find(({ value }) => value === type)?.label ?? type;
}

const key = (what: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, `Enter the ${what}.`),
    v.regex(/^\S+$/, `The ${what} has no spaces in it.`),
  );

/** What a person enters to connect an account; it leaves the page only towards the function that seals it. */
export const credentials = v.object({
  accountType: v.picklist(["classic", "call_center"]),
  apiKey: key("API key"),
  userKey: key("user key"),
});

export type Credentials = v.InferOutput<typeof credentials>;
export type CredentialErrors = Partial<Record<keyof Credentials, string>>;

/** What is wrong with each field; empty when all is right. */
export function credentialErrors(input: Credentials): CredentialErrors {
  const result = v.safeParse(credentials, input);
  if (result.success) return {};
  const nested = v.flatten<typeof credentials>(result.issues).nested ?? {};
  return Object.fromEntries(Object.entries(nested).map(([field, messages]) => [field, messages?.[0]]));
}

/** The part of the function's answer that is relied upon; the page reads the rest from the table. */
export const integrationAnswer = v.object({ integration: v.nullable(v.looseObject({})) });
