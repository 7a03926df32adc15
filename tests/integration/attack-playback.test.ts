import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { expectNothingChanged, tokenOf } from "../support/attacks/attacks.ts";
import { askForTicket, errorIn, play, ticketFor } from "../support/attacks/playback.ts";
import { type Listener, listen, replaceProvider } from "../support/attacks/provider.ts";
import { type Answers, answerBy, audio, untrustworthyAnswers } from "../support/attacks/untrustworthy.ts";
import { callFunction, callIntegrations, connect, keysOf } from "../support/functions.ts";
import { addMember, createOrganization, createPerson, type Person } from "../support/people.ts";

// Somebody wants to hear what isn't theirs, or to make the functions ask another host than the provider's. Here the
// provider itself can't be trusted: it answers with addresses and redirects that lead to a host of the attacker.

const account = accountSpec("Attacked account", { calls: 1 });

let stack: Stack;
let organizationId: string;
let owner: Person;
let recordings: string[];
let phoneNumber: string;
let provider: Listener;
let evil: Listener;
let answers: Answers;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [account] });
  ({ id: organizationId, owner } = await createOrganization(stack, "Attacked Org"));
  const { id } = await connect(stack, owner, organizationId, account);
  await stack.http.idle();
  const [number] = await stack.sql`insert into public.phone_numbers (org_id, integration_id, number)
    values (${organizationId}, ${id}, '+15550100999') returning id`;
  phoneNumber = number?.id;
  const rows = await stack.sql`
    with c as (
      insert into public.calls (org_id, integration_id, external_id, phone_number_id, direction, outcome, started_at)
      select ${organizationId}, ${id}, gen_random_uuid(), ${phoneNumber}, 'inbound', 'answered', now() from generate_series(1, 2) returning *
    ), r as (
      insert into public.recordings (org_id, call_id, phone_number_id, started_at) select org_id, id, phone_number_id, started_at from c returning id
    )
    insert into private.recording_sources (recording_id) select id from r returning recording_id`;
  recordings = rows.map(({ recording_id }) => recording_id);
  evil = await listen(0, (_, response) =>
    response.writeHead(200, { "content-type": "audio/wav" }).end("evil"),
  );
  answers = untrustworthyAnswers(evil.origin);
  provider = await replaceProvider(stack, answerBy(answers));
});
afterAll(async () => {
  await stack.stop();
  await evil.close();
});
beforeEach(() => {
  provider.received.length = 0;
  evil.received.length = 0;
});

async function storeAddress(address: string, index = 0): Promise<string> {
  const id = recordings[index] ?? "";
  await stack.sql`update private.recording_sources set url = ${address} where recording_id = ${id}`;
  return id;
}

async function hear(address: string) {
  return await play(stack, await ticketFor(stack, owner, await storeAddress(address)));
}

describe("a ticket", () => {
  it("is for nobody who may not hear the recording; they learn nothing of what there is", async () => {
    const recording = await storeAddress(`${provider.origin}/audio`);
    const [idle, removed, { owner: stranger }, outsider] = await Promise.all([
      addMember(stack, organizationId, "Idle agent", "agent"),
      addMember(stack, organizationId, "Removed manager", "manager"),
      createOrganization(stack, "Strange Org"),
      createPerson(stack, "Playback outsider"),
    ]);
    await stack.sql`delete from public.memberships where user_id = ${removed.id}`;
    await expectNothingChanged(stack, async () => {
      for (const person of [idle, removed, stranger, outsider]) {
        const there = await askForTicket(stack, person, recording);
        const nowhere = await askForTicket(stack, person, randomUUID());
        expect([person.email, there.status, there.body]).toEqual([person.email, 404, nowhere.body]);
      }
      expect((await callFunction(stack, "recordings", { recording_id: recording })).status).toBe(401);
    });
  });

  const spoiled: Record<string, (good: string) => string | Promise<string>> = {
    none: () => "",
    "a made-up one": () => "A".repeat(43),
    "one with a letter changed": (good) => good.replace(/^./, (letter) => (letter === "A" ? "B" : "A")),
    "one cut short": (good) => good.slice(0, -1),
    "its hash, which a leaked table would hold": (good) => createHash("sha256").update(good).digest("hex"),
    "the recording's id": () => recordings[0] ?? "",
    "somebody's session": () => tokenOf(owner.client),
    "one that has run out": async (good) => {
      await stack.sql`update private.playback_tickets set expires_at = now()`;
      return good;
    },
  };

  it.each(Object.entries(spoiled))("that is no good opens nothing: %s", async (_, spoil) => {
    const good = await ticketFor(stack, owner, await storeAddress(`${provider.origin}/audio`));
    expect((await play(stack, good)).status).toBe(200);
    provider.received.length = 0;
    const answer = await play(stack, await spoil(good));
    expect([answer.status, errorIn(answer).code]).toEqual([403, "ticket_not_valid"]);
    expect(provider.received, "nothing was asked of the provider").toEqual([]);
  });

  it("ends with its person's right to hear: the number taken away, or the person removed", async () => {
    const recording = await storeAddress(`${provider.origin}/audio`);
    const agent = await addMember(stack, organizationId, "Short-lived agent", "agent");
    const manager = await addMember(stack, organizationId, "Short-lived manager", "manager");
    const assignment = { org_id: organizationId, user_id: agent.id, phone_number_id: phoneNumber };
    await owner.client.from("number_assignments").insert(assignment);
    const tickets = [await ticketFor(stack, agent, recording), await ticketFor(stack, manager, recording)];
    const statuses = () => Promise.all(tickets.map(async (ticket) => (await play(stack, ticket)).status));
    expect(await statuses()).toEqual([200, 200]);
    await owner.client.from("number_assignments").delete().eq("user_id", agent.id);
    await owner.client.from("memberships").delete().eq("user_id", manager.id);
    expect(await statuses()).toEqual([403, 403]);
  });

  it("opens one recording, whatever else the request says", async () => {
    const ticket = await ticketFor(stack, owner, await storeAddress(`${provider.origin}/audio`));
    const other = await storeAddress(`${provider.origin}/talkative`, 1);
    const query = new URLSearchParams({ recording_id: other, ticket, url: evil.origin, recording: other });
    const response = await fetch(`${stack.apiUrl}/functions/v1/recordings?${query}`);
    expect(await response.text()).toBe(audio.toString());
    expect(provider.received.map(({ url }) => url)).toEqual(["/audio"]);
  });
});

describe("an address that leads elsewhere", () => {
  const elsewhere = (): Record<string, string> => {
    const { host, port } = new URL(evil.origin);
    const { host: home, port: homePort } = new URL(provider.origin);
    return {
      "another port": `${evil.origin}/audio`,
      "no scheme": `//${host}/audio`,
      backslashes: `http:\\\\${host}\\audio`,
      "one slash": `http:/${host}/audio`,
      "the provider as a user name": `http://${home}@${host}/audio`,
      "the provider as a password": `http://x:${home}@${host}/audio`,
      "a number for a host": `http://0x7f000001:${port}/audio`,
      "another name of this machine": `http://localhost:${homePort}/audio`,
      "this machine over IPv6": `http://[::1]:${homePort}/audio`,
      "the provider's name in another's": "https://panel.mightycall.com.evil.example/audio",
      "the cloud's metadata": "http://169.254.169.254/latest/meta-data/",
      "a file": "file:///etc/passwd",
      "the audio itself": "data:audio/wav;base64,UklGRg==",
      "another protocol": `ftp://${home}/audio`,
      "a space in front": ` ${evil.origin}/audio`,
      "a line break within": `http://\r\n${host}/audio`,
    };
  };

  it("is not opened, wherever it is and however it is spelled", async () => {
    for (const [kind, address] of Object.entries(elsewhere())) {
      const answer = await hear(address);
      expect([kind, answer.status, errorIn(answer).code]).toEqual([kind, 502, "recording_blocked"]);
      expect(answer.bytes.toString()).not.toContain(address.trim());
    }
    expect(evil.received).toEqual([]);
    expect(provider.received).toEqual([]);
  });

  it("is not opened when it came from the provider's own answer; the token went to the provider alone", async () => {
    const answer = await hear(`${provider.origin}/gone`);
    expect([answer.status, errorIn(answer).code]).toEqual([502, "recording_blocked"]);
    expect(evil.received).toEqual([]);
    const withToken = provider.received.filter(({ headers }) => headers.authorization !== undefined);
    expect(withToken.map(({ url }) => url?.replace(/calls\/.*/, "calls"))).toEqual(["/classic/v4/api/calls"]);
  });

  it.each(["/moved-away", "/moved-away-quietly", "/moved-twice"])(
    "is not followed as a redirect: %s",
    async (path) => {
      const answer = await hear(provider.origin + path);
      expect([answer.status, errorIn(answer).code]).toEqual([502, "recording_blocked"]);
      expect(evil.received).toEqual([]);
    },
  );

  it("is not where an admin's keys go when the provider redirects its own API", async () => {
    const before = answers["/classic/v4/auth/token"];
    for (const status of [301, 302, 307, 308]) {
      answers["/classic/v4/auth/token"] = () => ({ status, headers: { location: `${evil.origin}/token` } });
      const save = { action: "save", org_id: organizationId, ...keysOf(account) };
      const answer = await callIntegrations(stack, owner, save);
      expect([status, answer.status, answer.body]).toMatchObject([
        status,
        502,
        { error: { code: "invalid_response" } },
      ]);
    }
    expect(evil.received).toEqual([]);
    if (before !== undefined) answers["/classic/v4/auth/token"] = before;
  });
});

describe("an answer of the provider", () => {
  it("is followed to another path of the provider, a few times, and without a key", async () => {
    expect((await hear(`${provider.origin}/moved`)).bytes.equals(audio)).toBe(true);
    await hear(`${provider.origin}/moved-for-ever`);
    expect(provider.received.filter(({ url }) => url === "/moved-for-ever").length).toBeLessThanOrEqual(4);
    for (const { url, headers } of provider.received.filter(({ url }) => !url?.startsWith("/classic"))) {
      expect([url, headers.authorization, headers["x-api-key"], headers.cookie]).toEqual([
        url,
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it("hands on no header of its own beyond what playing needs", async () => {
    const { headers } = await hear(`${provider.origin}/talkative`);
    for (const name of ["set-cookie", "link", "x-secret", "access-control-allow-credentials"]) {
      expect([name, headers.get(name)]).toEqual([name, null]);
    }
    expect(headers.get("content-disposition")).toMatch(/^inline; filename="recording-[\w-]+\.wav"$/);
  });

  it("is no page, not even as an error", async () => {
    for (const path of ["/page", "/page-beyond-the-end"]) {
      const { headers, bytes } = await hear(provider.origin + path);
      expect([path, headers.get("content-type") ?? "", bytes.toString()]).toEqual([
        path,
        expect.not.stringContaining("html"),
        expect.not.stringContaining("<"),
      ]);
    }
  });

  it("is not larger than a recording can be", async () => {
    const answer = await hear(`${provider.origin}/too-large`);
    expect([answer.status, errorIn(answer).code]).toEqual([502, "recording_too_large"]);
  });
});
