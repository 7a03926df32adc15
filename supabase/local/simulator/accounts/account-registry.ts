import { SimulatedAccount } from "./account.ts";
import type { AccountSpec, AccountType } from "./account-spec.ts";

/** The accounts of a simulator; may be changed while it runs. */
export interface AccountRegistry {
  add(spec: AccountSpec): SimulatedAccount;
  /** @throws Error when there is no account of that name. */
  get(name: string): SimulatedAccount;
  remove(name: string): void;
  list(): readonly SimulatedAccount[];
  /** The account that an API key belongs to, among those of one family where one is named. */
  findByApiKey(apiKey: string, accountType?: AccountType): SimulatedAccount | undefined;
}

export function createAccountRegistry(specs: readonly AccountSpec[], now: () => Date): AccountRegistry {
  const accounts = new Map<string, SimulatedAccount>();

  const registry: AccountRegistry = {
    add(spec) {
      if (accounts.has(spec.name)) throw new Error(`There is already an account named ${spec.name}.`);
      if (registry.findByApiKey(spec.apiKey) !== undefined) {
        throw new Error(`The API key of ${spec.name} belongs to another account.`);
      }
      const account = new SimulatedAccount(spec, now);
      accounts.set(spec.name, account);
      return account;
    },
    get(name) {
      const account = accounts.get(name);
      if (account === undefined) throw new Error(`There is no account named ${name}.`);
      return account;
    },
    remove(name) {
      accounts.delete(registry.get(name).name);
    },
    list: () => [...accounts.values()],
    findByApiKey: (apiKey, accountType) =>
      [...accounts.values()].find(
        (account) =>
          account.apiKey === apiKey && (accountType === undefined || account.accountType === accountType),
      ),
  };

  for (const spec of specs) registry.add(spec);
  return registry;
}
