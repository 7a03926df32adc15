import { FunctionsFetchError, FunctionsHttpError } from "@supabase/supabase-js";
import * as v from "valibot";
import { Problem, unreachable } from "./problem.ts";
import { supabase } from "./supabase.ts";

const refusal = v.object({
  error: v.object({
    code: v.string(),
    message: v.string(),
    hint: v.nullish(v.string()),
    retry_after_seconds: v.nullish(v.number()),
  }),
});

/** Calls an edge function and returns its answer, checked; a refusal is thrown as a Problem in the function's words. */
export async function invokeFunction<Schema extends v.GenericSchema>(
  name: string,
  body: Record<string, unknown>,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const { data, error } = await supabase().functions.invoke<unknown>(name, { method: "POST", body });
  if (error instanceof FunctionsFetchError) throw unreachable(error);
  if (error instanceof FunctionsHttpError) throw problemFromRefusal(await error.context.text(), error);
  if (error) throw new Problem("failed", "The server could not answer this request.", { cause: error });

  const answer = v.safeParse(schema, data);
  if (answer.success) return answer.output;
  throw new Problem("failed", "The server gave an answer that this page doesn't understand.", {
    hint: "Reload the page to get its newest version.",
    cause: answer.issues,
  });
}

/** The Problem inside a function's error answer `{ error: { code, message, hint?, retry_after_seconds? } }`. */
export function problemFromRefusal(text: string, cause: unknown): Problem {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), refusal), text);
  if (!parsed.success) {
    const hint = "Try again in a moment. If it keeps happening, tell your administrator.";
    return new Problem("failed", "The server could not answer this request.", { hint, cause });
  }
  const { code, message, hint, retry_after_seconds } = parsed.output.error;
  return new Problem("rejected", message, {
    code,
    cause,
    ...(hint ? { hint } : {}),
    ...(retry_after_seconds == null ? {} : { retryAfterSeconds: retry_after_seconds }),
  });
}
