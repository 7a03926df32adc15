import * as v from "valibot";
import { organizationName, organizationTimeZone } from "~/modules/organizations/organization-details.models";

/** The service level's bounds in seconds, as the database has them. */
const shortest = 1;
const longest = 3600;
const serviceLevelMessage = "Enter whole seconds, from 1 to 3,600.";

/** What an org's admins may change of it. */
export const organizationDetails = v.object({
  name: organizationName,
  timeZone: organizationTimeZone,
  serviceLevelSeconds: v.pipe(
    v.string(),
    v.regex(/^\d+$/, serviceLevelMessage),
    v.transform(Number),
    v.minValue(shortest, serviceLevelMessage),
    v.maxValue(longest, serviceLevelMessage),
  ),
});

export type OrganizationInput = v.InferInput<typeof organizationDetails>;
export type OrganizationDetails = v.InferOutput<typeof organizationDetails>;
export type OrganizationErrors = Partial<Record<keyof OrganizationInput, string>>;

/** What is wrong with each field; empty when all is right. */
export function organizationErrors(input: OrganizationInput): OrganizationErrors {
  const result = v.safeParse(organizationDetails, input);
  return result.success ? {} : firstMessages(v.flatten<typeof organizationDetails>(result.issues).nested);
}

/** What was typed after something was sent to be saved: it is kept while the rest becomes what is saved. */
export function typedSince<Input extends object>(typed: Partial<Input>, sent: Input): Partial<Input> {
  const isLater = ([field, value]: [string, unknown]) => Reflect.get(sent, field) !== value;
  return Object.fromEntries(Object.entries(typed).filter(isLater)) as Partial<Input>;
}

const shortestPassword = 8;

/** A new password, typed twice. What else the server asks of it, it says itself. */
export const newPassword = v.pipe(
  v.object({
    password: v.pipe(
      v.string(),
      v.minLength(shortestPassword, `Use at least ${shortestPassword} characters.`),
    ),
    repeated: v.string(),
  }),
  v.forward(
    v.partialCheck(
      [["password"], ["repeated"]],
      ({ password, repeated }) => password === repeated,
      "The two passwords differ.",
    ),
    ["repeated"],
  ),
);

export type PasswordInput = v.InferInput<typeof newPassword>;
export type PasswordErrors = Partial<Record<keyof PasswordInput, string>>;

/** What is wrong with each field; empty when all is right. */
export function passwordErrors(input: PasswordInput): PasswordErrors {
  const result = v.safeParse(newPassword, input);
  return result.success ? {} : firstMessages(v.flatten<typeof newPassword>(result.issues).nested);
}

function firstMessages(nested: Record<string, readonly string[] | undefined> | undefined) {
  return Object.fromEntries(Object.entries(nested ?? {}).map(([field, messages]) => [field, messages?.[0]]));
}
