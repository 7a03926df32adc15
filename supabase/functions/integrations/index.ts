import * as v from "valibot";
import { accountTypeSchema, credentialInputSchema } from "../_shared/credentials/credential-input.ts";
import { readJson } from "../_shared/http/read-json.ts";
import { createHandler } from "../_shared/http/serve.ts";
import { signedInPerson } from "../_shared/http/signed-in-person.ts";
import { removeCredentials } from "./remove-credentials.ts";
import { saveCredentials } from "./save-credentials.ts";
import { testCredentials } from "./test-credentials.ts";

const organization = { org_id: v.pipe(v.string("must be the organization's id"), v.uuid("must be a UUID")) };

const inputSchema = v.variant(
  "action",
  [
    v.object({
      action: v.literal("save"),
      ...organization,
      ...credentialInputSchema.entries,
      account_type: accountTypeSchema,
    }),
    v.object({ action: v.literal("test"), ...organization }),
    v.object({ action: v.literal("remove"), ...organization }),
  ],
  "must be save, test or remove",
);

// The connection of an org to its MightyCall account, for the org's admins. No answer ever holds a credential.
Deno.serve(
  createHandler(
    { name: "integrations", auth: "user", methods: ["POST"] },
    async ({ request, supabase, database, logger }) => {
      const actor = signedInPerson(supabase);
      const input = await readJson(request, inputSchema);
      const context = { actor, database, environment: Deno.env };
      switch (input.action) {
        case "save": {
          const integration = await saveCredentials(context, input);
          logger.log("info", "credentials_saved", { org_id: input.org_id, actor });
          return Response.json({ integration });
        }
        case "test":
          return Response.json({ integration: await testCredentials(context, input.org_id) });
        case "remove": {
          const integration = await removeCredentials(context, input.org_id);
          logger.log("info", "credentials_removed", { org_id: input.org_id, actor });
          return Response.json({ integration });
        }
      }
    },
  ),
);
