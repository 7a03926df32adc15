import { queryOptions } from "@tanstack/solid-query";
import * as v from "valibot";
import { take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import { accessPreview, previewSince } from "./access-preview.models";

/** What a member of an org may see. For admins. */
export function accessPreviewOptions(orgId: string, userId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "access-preview", userId],
    queryFn: async ({ signal }) => {
      const asked = { organization: orgId, person: userId, since: previewSince(new Date()) };
      return v.parse(accessPreview, take(await supabase().rpc("preview_access", asked).abortSignal(signal)));
    },
    reconcile: "id",
  });
}
