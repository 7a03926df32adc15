import * as v from "valibot";
import { accountTypeSchema } from "../_shared/credentials/credential-input.ts";
import { createKeyring } from "../_shared/credentials/keyring.ts";
import type { WorkerDatabase } from "../_shared/database/worker-database.ts";
import type { Logger } from "../_shared/http/log.ts";
import { Problem } from "../_shared/http/problem.ts";
import { connectProvider } from "../_shared/integration/connect-provider.ts";
import { providerHosts } from "../_shared/integration/provider-hosts.ts";
import { createRequestBudget } from "../_shared/integration/request-budget.ts";
import { sealedSecretSchema } from "../_shared/integration/sealed-credentials.ts";
import type { Provider, RecordingRequest } from "../_shared/provider/provider.ts";
import { isProviderError, ProviderError } from "../_shared/provider/provider-error.ts";
import { hashTicket } from "./ticket.ts";

const REQUESTS_TO_FIND_A_RECORDING = 3;

const heardSchema = v.nullable(
  v.object({
    user_id: v.string(),
    recording_id: v.string(),
    org_id: v.string(),
    integration_id: v.string(),
    call_external_id: v.string(),
    provider: v.string(),
    account_type: accountTypeSchema,
    url: v.nullable(v.string()),
    file_name: v.nullable(v.string()),
    credentials: v.nullable(sealedSecretSchema),
  }),
);
type Heard = NonNullable<v.InferOutput<typeof heardSchema>>;

type Options = {
  readonly database: WorkerDatabase;
  readonly logger: Logger;
  readonly environment: { get(name: string): string | undefined };
};

/**
 * Streams the audio that a ticket is for. The stored address is tried first; when it has expired, the provider is asked
 * for a fresh one. No address of the provider ever reaches the browser.
 * @throws Problem 403 for a ticket that is no good, 409 when nothing is connected; ProviderError
 */
export async function playRecording(request: Request, options: Options): Promise<Response> {
  const { database, environment } = options;
  const heard = await redeem(new URL(request.url).searchParams.get("ticket"), database);
  if (heard.credentials === null) {
    throw new Problem(
      409,
      "not_connected",
      "MightyCall is not connected, so its recordings can't be played.",
      {
        hint: "An admin can connect it again under Admin › Integrations.",
      },
    );
  }
  const budget = createRequestBudget(database, {
    integration_id: heard.integration_id,
    for_person: true,
    block: REQUESTS_TO_FIND_A_RECORDING,
    nowMs: Date.now,
  });
  try {
    const provider = await connectProvider(
      { ...heard, credentials: heard.credentials },
      {
        database,
        keyring: createKeyring(database),
        hosts: providerHosts(environment),
        budget,
        signal: request.signal,
      },
    );
    const wanted: RecordingRequest = {
      method: request.method === "HEAD" ? "HEAD" : "GET",
      range: request.headers.get("range"),
    };
    return await asDownload(await openFresh(provider, heard, wanted, database), heard);
  } finally {
    await budget.returnUnused();
  }
}

async function redeem(ticket: string | null, database: WorkerDatabase): Promise<Heard> {
  const heard =
    ticket === null
      ? null
      : v.parse(
          heardSchema,
          await database.call("redeem_playback_ticket", { token_hash: await hashTicket(ticket) }),
        );
  if (heard === null) {
    throw new Problem(403, "ticket_not_valid", "This link to a recording has expired.", {
      hint: "Press play again.",
    });
  }
  return heard;
}

async function openFresh(
  provider: Provider,
  heard: Heard,
  wanted: RecordingRequest,
  database: WorkerDatabase,
): Promise<Response> {
  if (heard.url !== null) {
    try {
      return await provider.openRecording(heard, wanted);
    } catch (error) {
      if (!isProviderError(error, "recording_not_available")) throw error;
    }
  }
  await database.call("take_rate_limit", {
    what: "find_recording",
    actor: heard.user_id,
    organization: heard.org_id,
  });
  const source = await provider.findRecording(heard.call_external_id);
  if (source === null) throw new ProviderError("recording_not_available");
  await database.call("save_recording_source", { recording: heard.recording_id, ...source });
  return await provider.openRecording(source, wanted);
}

async function asDownload(audio: Response, heard: Heard): Promise<Response> {
  const headers = new Headers(audio.headers);
  // What comes with a range that can't be had is the provider's own page, and no audio.
  const isAudio = audio.status !== 416;
  if (!isAudio) {
    await audio.body?.cancel();
    for (const name of ["content-type", "content-length"]) headers.delete(name);
  }
  headers.set("cache-control", "private, no-store");
  headers.set("x-content-type-options", "nosniff");
  headers.set("content-disposition", `inline; filename="recording-${heard.recording_id}.wav"`);
  return new Response(isAudio ? audio.body : null, { status: audio.status, headers });
}
