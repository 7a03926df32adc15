import type { MightyCallHosts } from "../mightycall/hosts.ts";
import { setUpMightyCall } from "../mightycall/set-up.ts";
import type { Provider } from "../provider/provider.ts";
import type { ProviderSetup } from "../provider/provider-setup.ts";

/** Where the providers are. Each adds what it needs to know. */
export type ProviderHosts = MightyCallHosts;

/** Every provider by its name in integrations.provider. Another one is a folder beside mightycall/ and a line here. */
const PROVIDERS: Readonly<Record<string, (setup: ProviderSetup, hosts: ProviderHosts) => Provider>> = {
  mightycall: setUpMightyCall,
};

/** @throws RangeError for a provider that nobody has written. */
export function setUpProvider(name: string, setup: ProviderSetup, hosts: ProviderHosts): Provider {
  const create = Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined;
  if (create === undefined) throw new RangeError(`There is no provider named ${name}.`);
  return create(setup, hosts);
}
