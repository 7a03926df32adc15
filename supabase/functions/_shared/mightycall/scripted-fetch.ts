type Reply = (request: Request) => Response | Promise<Response>;

export type ScriptedFetch = typeof fetch & { readonly requests: Request[] };

/** A stand-in for fetch in tests: answers from a script by "METHOD host/path", and keeps what was asked. */
export function scriptedFetch(script: Readonly<Record<string, Reply | readonly Reply[]>>): ScriptedFetch {
  const requests: Request[] = [];
  const asked = new Map<string, number>();
  const answer = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    requests.push(request.clone());
    const url = new URL(request.url);
    const name = `${request.method} ${url.host}${url.pathname}`;
    const nth = asked.get(name) ?? 0;
    asked.set(name, nth + 1);
    const replies = [script[name] ?? []].flat();
    const reply = replies[Math.min(nth, replies.length - 1)];
    if (reply === undefined) throw new Error(`The script has no answer to ${name}.`);
    return await reply(request);
  };
  return Object.assign(answer, { requests });
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { status, headers });

export const raw =
  (body: string, status = 200, type = "text/html") =>
  () =>
    new Response(body, { status, headers: { "content-type": type } });
