import * as v from "valibot";
import { Problem } from "./problem.ts";
import { readText } from "./read-text.ts";

const DEFAULT_MAX_BYTES = 16 * 1024;

/**
 * The validated JSON body of a request. A refusal names the fields in question and never repeats what was sent, which
 * may be a secret; the schema's own messages must be fixed texts for the same reason.
 * @throws Problem 415, 413 or 400.
 */
export async function readJson<T extends v.GenericSchema>(
  request: Request,
  schema: T,
  maxBytes: number = DEFAULT_MAX_BYTES,
): Promise<v.InferOutput<T>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(?:;|$)/i.test(type)) {
    throw new Problem(415, "unsupported_media_type", "The request body must be JSON (application/json).");
  }
  const text = await readText(request.body, maxBytes);
  if (text === null) {
    throw new Problem(413, "body_too_large", `The request body is larger than ${maxBytes} bytes.`);
  }
  const result = v.safeParse(schema, parse(text), { message: () => "is missing or not valid" });
  if (result.success) return result.output;
  const complaints = result.issues.map((issue) => `${v.getDotPath(issue) ?? "body"} ${issue.message}`);
  throw new Problem(400, "invalid_input", `Please check: ${[...new Set(complaints)].join("; ")}.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the text.
    throw new Problem(400, "invalid_json", "The request body is not valid JSON.");
  }
}
