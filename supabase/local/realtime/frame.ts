import * as v from "valibot";

/** The versions of Phoenix's channel protocol that Supabase's clients speak, by the `vsn` parameter. */
export const protocolVersion = v.picklist(["1.0.0", "2.0.0"]);
export type ProtocolVersion = v.InferOutput<typeof protocolVersion>;

/** One message of the protocol, in either direction. `joinRef` names the join that it belongs to. */
export type Frame = {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
};

const reference = v.nullish(v.string(), null);
const objectForm = v.object({
  join_ref: reference,
  ref: reference,
  topic: v.string(),
  event: v.string(),
  payload: v.optional(v.unknown()),
});
const arrayForm = v.tuple([reference, reference, v.string(), v.string(), v.unknown()]);

/** Reads what a client sent: an object in version 1, an array or a binary broadcast in version 2. Undefined if malformed. */
export function decodeFrame(data: Buffer, isBinary: boolean, version: ProtocolVersion): Frame | undefined {
  if (isBinary) return version === "2.0.0" ? decodeBinaryBroadcast(data) : undefined;
  const message = parseJson(data);
  if (version === "1.0.0") {
    const parsed = v.safeParse(objectForm, message);
    if (!parsed.success) return undefined;
    const { join_ref: joinRef, ref, topic, event, payload } = parsed.output;
    return { joinRef, ref, topic, event, payload };
  }
  const parsed = v.safeParse(arrayForm, message);
  if (!parsed.success) return undefined;
  const [joinRef, ref, topic, event, payload] = parsed.output;
  return { joinRef, ref, topic, event, payload };
}

export function encodeFrame(frame: Frame, version: ProtocolVersion): string {
  const { joinRef, ref, topic, event, payload } = frame;
  return JSON.stringify(
    version === "1.0.0"
      ? { join_ref: joinRef, ref, topic, event, payload }
      : [joinRef, ref, topic, event, payload],
  );
}

const userBroadcastPush = 3;
const jsonEncoding = 1;

/**
 * Version 2's form of a client's broadcast: seven bytes (kind, five lengths, encoding of the body), the five texts
 * (join reference, reference, topic, event, metadata), the body. A body that is not JSON is left out.
 */
function decodeBinaryBroadcast(data: Buffer): Frame | undefined {
  const [kind, joinRefLength, refLength, topicLength, eventLength, metadataLength, encoding] = data;
  if (kind !== userBroadcastPush) return undefined;
  let offset = 7;
  const text = (length = 0): string => {
    offset += length;
    return data.toString("utf8", offset - length, offset);
  };
  const joinRef = text(joinRefLength);
  const ref = text(refLength);
  const topic = text(topicLength);
  const event = text(eventLength);
  text(metadataLength);
  if (offset > data.length) return undefined;
  const body = encoding === jsonEncoding ? { payload: parseJson(data.subarray(offset)) } : {};
  return {
    joinRef: joinRef || null,
    ref: ref || null,
    topic,
    event: "broadcast",
    payload: { type: "broadcast", event, ...body },
  };
}

function parseJson(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString("utf8"));
  } catch {
    return undefined;
  }
}
