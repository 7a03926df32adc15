import type { Provider, VerifiedAccount } from "../provider/provider.ts";
import { isProviderError, ProviderError } from "../provider/provider-error.ts";
import { findRecording, pageCalls } from "./calls.ts";
import { type ClientOptions, createClient, type MightyCallClient } from "./client.ts";
import { otherAccountType } from "./hosts.ts";
import { listMessages } from "./journal.ts";
import { listPhoneNumbers } from "./phone-numbers.ts";
import { openRecording } from "./recordings.ts";

export type MightyCallOptions = ClientOptions & {
  /** The most bytes that one answer with audio may have. */
  readonly maxRecordingBytes: number;
};

/** MightyCall as a provider: the account of one organization, with its own keys and nobody else's. */
export function createMightyCall(options: MightyCallOptions): Provider {
  const client = createClient(options);
  const { hosts, transport, maxRecordingBytes: maxBytes } = options;
  return {
    verify: () => verify(client, options),
    listPhoneNumbers: () => listPhoneNumbers(client),
    pageCalls: (request) => pageCalls(client, request),
    listMessages: (request) => listMessages(client, request),
    findRecording: (callExternalId) => findRecording(client, callExternalId),
    openRecording: (source, request) => openRecording({ hosts, transport, maxBytes }, source, request),
  };
}

// A token alone does not prove that the plan includes the API; reading the numbers does.
async function verify(client: MightyCallClient, options: MightyCallOptions): Promise<VerifiedAccount> {
  try {
    await client.renewToken();
  } catch (error) {
    if (!isProviderError(error, "invalid_credentials")) throw error;
    const isOtherKind = await client.isKnownAs(otherAccountType(options.account_type));
    throw isOtherKind ? new ProviderError("wrong_account_type", { http_status: 400 }) : error;
  }
  const numbers = await listPhoneNumbers(client);
  return { account_type: options.account_type, phone_number_count: numbers.active.length };
}
