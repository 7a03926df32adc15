import type { RequestListener } from "node:http";

type Answer = { status?: number; headers?: Record<string, string>; body?: string | Buffer };

/** By path; a path that is missing is not found. */
export type Answers = Record<string, () => Answer>;

export const audio = Buffer.from("RIFF-some-audio");

const json = (value: object): Answer => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});
const redirect = (status: number, location: string): Answer => ({ status, headers: { location } });

/** What a provider answers that an attacker has a hand in; `evil` is the origin of the attacker's own host. */
export function untrustworthyAnswers(evil: string): Answers {
  return {
    "/audio": () => ({ headers: { "content-type": "audio/wav" }, body: audio }),
    "/moved": () => redirect(302, "/audio"),
    "/moved-away": () => redirect(302, `${evil}/audio`),
    "/moved-away-quietly": () => redirect(307, `//${new URL(evil).host}/audio`),
    "/moved-twice": () => redirect(301, "/moved-away"),
    "/moved-for-ever": () => redirect(302, "/moved-for-ever"),
    "/page": () => ({ headers: { "content-type": "text/html" }, body: "<script>alert(1)</script>" }),
    "/page-beyond-the-end": () => ({
      status: 416,
      headers: { "content-type": "text/html", "content-range": "bytes */5" },
      body: "<script>alert(1)</script>",
    }),
    "/too-large": () => ({ headers: { "content-type": "audio/wav", "content-length": "999999999" } }),
    "/talkative": () => ({
      headers: {
        "content-type": "audio/wav",
        "content-disposition": 'attachment; filename="evil.exe"',
        "set-cookie": "session=evil",
        "access-control-allow-credentials": "true",
        link: `<${evil}>`,
        "x-secret": "provider",
      },
      body: audio,
    }),
    "/classic/v4/auth/token": () => json({ access_token: "provider-token", expires_in: 86_399 }),
    "/classic/v4/api/calls": () =>
      json({
        isSuccess: true,
        data: {
          id: "0f3a6f0e-1111-4222-8333-444455556666",
          direction: "Incoming",
          callStatus: "Connected",
          duration: "1000",
          caller: { phone: "+15550100001" },
          called: [],
          businessNumber: "+15550100900",
          dateTimeUtc: "2026-01-15T14:03:22Z",
          callRecord: { fileName: "a.wav", uri: `${evil}/audio` },
        },
      }),
  };
}

/** Answers by path; every single call is answered as `/classic/v4/api/calls`. */
export function answerBy(answers: Answers): RequestListener {
  return (request, response) => {
    const path = (request.url ?? "").replace(/^(.*\/calls)\/.*$/, "$1");
    const answer = answers[path]?.() ?? { status: 404 };
    response.writeHead(answer.status ?? 200, answer.headers);
    const promisesMore = answer.headers?.["content-length"] !== undefined;
    if (promisesMore) response.write(audio);
    else response.end(answer.body);
  };
}
