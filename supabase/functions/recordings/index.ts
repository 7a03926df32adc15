import * as v from "valibot";
import { readJson } from "../_shared/http/read-json.ts";
import { createHandler } from "../_shared/http/serve.ts";
import { signedInPerson } from "../_shared/http/signed-in-person.ts";
import { issueTicket } from "./issue-ticket.ts";
import { playRecording } from "./play-recording.ts";

const inputSchema = v.object({
  recording_id: v.pipe(v.string("must be the recording's id"), v.uuid("must be a UUID")),
});

// A person with a session asks for a ticket; the browser's audio element, which can't send a session, plays with it.
const issue = createHandler(
  { name: "recordings", auth: "user", methods: ["POST"] },
  async ({ request, supabase, database }) => {
    const actor = signedInPerson(supabase);
    const { recording_id } = await readJson(request, inputSchema);
    return Response.json(await issueTicket(database, actor, recording_id), {
      headers: { "cache-control": "no-store" },
    });
  },
);

const play = createHandler(
  { name: "recordings", auth: "none", methods: ["GET", "HEAD"] },
  async ({ request, database, logger }) =>
    await playRecording(request, { database, logger, environment: Deno.env }),
);

Deno.serve((request) =>
  request.method === "GET" || request.method === "HEAD" ? play(request) : issue(request),
);
