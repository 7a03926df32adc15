import * as v from "valibot";
import type { ProviderFactory } from "../provider/provider-setup.ts";
import type { MightyCallHosts } from "./hosts.ts";
import { createMightyCall } from "./mightycall.ts";

const apiKeysSchema = v.object({ api_key: v.string(), user_key: v.string() });

/** MightyCall as the registry of providers knows it. */
export const setUpMightyCall: ProviderFactory<MightyCallHosts> = ({ credentials, ...setup }, hosts) =>
  createMightyCall({ ...setup, keys: v.parse(apiKeysSchema, credentials), hosts });
