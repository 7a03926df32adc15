import type { AccountSpec } from "../../supabase/local/simulator/accounts/account-spec.ts";

/** A small made-up MightyCall account; each test says what matters to it. */
export function accountSpec(name: string, overrides: Partial<AccountSpec> = {}): AccountSpec {
  const digit = (
    Array.from(name, (letter) => letter.charCodeAt(0)).reduce((sum, code) => sum + code, 0) % 0xfff
  )
    .toString(16)
    .padStart(3, "0");
  return {
    name,
    accountType: "classic",
    apiKey: `10000000-0000-4000-8000-000000000${digit}`,
    userKey: `20000000-0000-4000-8000-000000000${digit}`,
    seed: name,
    phoneNumbers: 3,
    calls: 120,
    messages: 20,
    days: 10,
    agents: 4,
    ...overrides,
  };
}
