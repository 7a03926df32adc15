import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verificationLink } from "../../supabase/local/mail/message.ts";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { expectNothingChanged } from "../support/attacks/attacks.ts";
import {
  addMember,
  anonymousClient,
  type Client,
  createOrganization,
  createPerson,
  type Person,
} from "../support/people.ts";

type Role = "agent" | "manager" | "admin" | "owner";
type Invited = { id: string; token: string };

let stack: Stack;
let organizationId: string;
let owner: Person;
let admin: Person;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [] });
  ({ id: organizationId, owner } = await createOrganization(stack, "Inviting Org"));
  admin = await addMember(stack, organizationId, "Inviting admin", "admin");
});
afterAll(() => stack.stop());

const ask = (inviter: Person, email: string, role: Role) =>
  inviter.client.rpc("invite_person", { organization: organizationId, email, role });

async function invite(inviter: Person, email: string, role: Role = "agent"): Promise<Invited> {
  const { data, error } = await ask(inviter, email, role);
  if (error !== null) throw error;
  const { token, invitation } = data as { token: string; invitation: { id: string } };
  return { id: invitation.id, token };
}

const accept = (client: Client, token: string) => client.rpc("accept_invitation", { token });

async function roleOf(person: { id: string }): Promise<Role | undefined> {
  const [row] = await stack.sql`
    select role from public.memberships where org_id = ${organizationId} and user_id = ${person.id}`;
  return row?.role;
}

/** Follows the link of the newest mail to an address, as a browser would, and signs in with what it leads to. */
async function followMail(email: string): Promise<{ client: Client; landing: URL }> {
  await expect.poll(() => stack.inbox.mails(email).length).toBeGreaterThan(0);
  const [mail] = stack.inbox.mails(email);
  const response = await fetch((mail && verificationLink(mail)) ?? "", { redirect: "manual" });
  const landing = new URL(response.headers.get("location") ?? "");
  const session = new URLSearchParams(landing.hash.slice(1));
  const client = anonymousClient(stack);
  const [access_token, refresh_token] = [
    session.get("access_token") ?? "",
    session.get("refresh_token") ?? "",
  ];
  const { error } = await client.auth.setSession({ access_token, refresh_token });
  if (error !== null) throw error;
  return { client, landing };
}

describe("inviting somebody", () => {
  it.each([
    ["who has no account yet", "newcomer@elsewhere.example"],
    ["who has one", "inviting-known@people.example"],
  ])("%s: a mail, one click, and they are in with the role that was meant", async (_, email) => {
    if (email.startsWith("inviting-known")) await createPerson(stack, "Inviting known");
    const { token } = await invite(admin, email, "manager");
    const accepting = `${stack.siteUrl}/accept-invitation?token=${token}`;
    const sent = await admin.client.auth.signInWithOtp({ email, options: { emailRedirectTo: accepting } });
    expect(sent.error).toBeNull();
    expect((await admin.client.auth.getUser()).data.user?.id, "the inviter stays themselves").toBe(admin.id);

    const { client, landing } = await followMail(email);
    expect(`${landing.origin}${landing.pathname}${landing.search}`).toBe(accepting);
    const { data: joined, error } = await accept(client, landing.searchParams.get("token") ?? "");
    expect(error).toBeNull();
    expect(joined).toMatchObject({ id: organizationId, name: "Inviting Org" });
    const { data: user } = await client.auth.getUser();
    expect(user.user?.email).toBe(email);
    expect(await roleOf({ id: user.user?.id ?? "" })).toBe("manager");
  });

  it("keeps of the token only a hash, and shows it to nobody again", async () => {
    const { id, token } = await invite(admin, "hashed@people.example");
    expect(token).toMatch(/^[\w-]{43}$/);
    const stored = await stack.sql`select i::text, encode(t.token_hash, 'escape') from public.invitations i
      join private.invitation_tokens t on t.invitation_id = i.id where i.id = ${id}`;
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(token);
    const { data } = await admin.client.from("invitations").select("*").eq("id", id);
    expect(data).toHaveLength(1);
    expect(JSON.stringify(data)).not.toMatch(/token|hash"/);
  });

  const refusals: [string, () => Person, string, Role, string][] = [
    ["an admin invites no admin", () => admin, "peer@people.example", "admin", "PT403"],
    ["nor an owner", () => admin, "boss@people.example", "owner", "PT403"],
    ["nobody invites a member", () => owner, "INVITING-ADMIN@people.example", "agent", "PT409"],
    ["what is no address", () => owner, "nobody", "agent", "22023"],
    ["two addresses at once", () => owner, "a@b.example,c@d.example", "agent", "22023"],
    ["an address with a header in it", () => owner, "a@b.example\r\nBcc: c@d.example", "agent", "22023"],
  ];
  it.each(refusals)("is refused: %s", async (_, inviter, email, role, code) => {
    await expectNothingChanged(stack, async () => {
      const { error } = await ask(inviter(), email, role);
      expect(error?.code).toBe(code);
    });
  });

  it.each(["agent", "manager"] as const)("is refused to a member who is %s", async (role) => {
    const member = await addMember(stack, organizationId, `Inviting ${role}`, role);
    await expectNothingChanged(stack, async () => {
      expect((await ask(member, "friend@people.example", "agent")).error?.code).toBe("PT403");
    });
  });

  it("twice at the same moment makes one invitation", async () => {
    const answers = await Promise.all([
      ask(admin, "twice@people.example", "agent"),
      ask(owner, "twice@people.example", "agent"),
    ]);
    expect(answers.map(({ error }) => error?.code ?? "invited").sort()).toEqual(["PT409", "invited"]);
  });
});

describe("a token", () => {
  let thief: Person;
  let invited: Person;
  beforeAll(async () => {
    [thief, invited] = await Promise.all([createPerson(stack, "Thief"), createPerson(stack, "Invited")]);
  });

  async function expectRefused(client: Client, token: string) {
    await expectNothingChanged(stack, async () => {
      const { error } = await accept(client, token);
      expect([error?.code, error?.message]).toEqual([
        "PT404",
        "This invitation is not valid for your account.",
      ]);
    });
  }

  it("works for the invited address alone, and once", async () => {
    const { token } = await invite(admin, invited.email);
    await expectRefused(thief.client, token);
    for (const guess of [
      "",
      "x",
      `${token}x`,
      token.toUpperCase(),
      `${token.slice(0, -1)}_`,
      "' or true --",
    ]) {
      await expectRefused(invited.client, guess);
    }
    const both = await Promise.all([accept(invited.client, token), accept(invited.client, token)]);
    expect(both.map(({ error }) => error?.code ?? "joined").sort()).toEqual(["PT404", "joined"]);
    expect(await roleOf(invited)).toBe("agent");
    await stack.sql`delete from public.memberships where user_id = ${invited.id}`;
    await expectRefused(invited.client, token);
  });

  it("is void once it was replaced, has expired, or was taken back", async () => {
    const first = await invite(admin, invited.email);
    const { data } = await admin.client.rpc("resend_invitation", { invitation: first.id });
    const { token } = data as Invited;
    expect(token).not.toBe(first.token);
    await expectRefused(invited.client, first.token);
    await stack.sql`update public.invitations set expires_at = now() where id = ${first.id}`;
    await expectRefused(invited.client, token);

    const again = await invite(admin, invited.email);
    expect((await admin.client.rpc("revoke_invitation", { invitation: again.id })).error).toBeNull();
    await expectRefused(invited.client, again.token);
    const over = await admin.client.rpc("resend_invitation", { invitation: again.id });
    expect(over.error?.code).toBe("PT409");
  });

  it("can't be claimed by writing the invited address into one's own account", async () => {
    const { token } = await invite(admin, "victim@people.example", "manager");
    await thief.client.auth.updateUser({ email: "victim@people.example" });
    await thief.client.auth.updateUser({ data: { email: "victim@people.example", email_verified: true } });
    await thief.client.auth.refreshSession();
    await expectRefused(thief.client, token);
  });

  it("opens nothing to a stranger who signed up with the invited address first and waited", async () => {
    const account = { email: "early@people.example", password: "the-strangers-password" };
    const stranger = anonymousClient(stack);
    expect((await stranger.auth.signUp(account)).error).toBeNull();
    const { token } = await invite(admin, account.email);
    await stranger.auth.signUp(account);
    expect((await admin.client.auth.signInWithOtp({ email: account.email })).error).toBeNull();

    const { client } = await followMail(account.email);
    expect((await accept(client, token)).error).toBeNull();
    const { data, error } = await stranger.auth.signInWithPassword(account);
    expect([data.session, error?.code]).toEqual([null, "invalid_credentials"]);
    const chosen = { email: account.email, password: "chosen-by-the-owner" };
    expect((await client.auth.updateUser({ password: chosen.password })).error).toBeNull();
    expect((await anonymousClient(stack).auth.signInWithPassword(chosen)).error).toBeNull();
  });

  it("is worth nothing once its sender may no longer give that role, until somebody who may sends it again", async () => {
    const leaver = await addMember(stack, organizationId, "Leaver", "admin");
    const { id, token } = await invite(leaver, invited.email, "manager");
    await leaver.client.from("memberships").delete().eq("user_id", leaver.id);
    await expectRefused(invited.client, token);

    const { data } = await admin.client.rpc("resend_invitation", { invitation: id });
    await owner.client.from("memberships").update({ role: "manager" }).eq("user_id", admin.id);
    await expectRefused(invited.client, (data as Invited).token);
    await owner.client.from("memberships").update({ role: "admin" }).eq("user_id", admin.id);
    expect((await accept(invited.client, (data as Invited).token)).error).toBeNull();
    expect(await roleOf(invited)).toBe("manager");
  });

  it("leaves the role of somebody who is a member by then alone", async () => {
    const { token } = await invite(owner, thief.email, "owner");
    await stack.sql`insert into public.memberships (org_id, user_id, role) values (${organizationId}, ${thief.id}, 'agent')`;
    await accept(thief.client, token);
    expect(await roleOf(thief)).toBe("agent");
  });
});

describe("a person who is removed", () => {
  it("sees nothing from the next request on, and hears nothing of the org at the next join", async () => {
    const member = await addMember(stack, organizationId, "Removed", "manager");
    const join = () =>
      new Promise<string>((resolve) => {
        const channel = member.client.channel(`org:${organizationId}`, { config: { private: true } });
        channel.subscribe((status) => {
          if (status !== "CLOSED") void member.client.removeChannel(channel).then(() => resolve(status));
        });
      });
    const visible = async () => (await member.client.from("memberships").select("user_id")).data?.length;

    await member.client.realtime.setAuth();
    expect(await visible()).toBeGreaterThan(1);
    expect(await join()).toBe("SUBSCRIBED");
    expect((await admin.client.from("memberships").delete().eq("user_id", member.id)).error).toBeNull();
    expect(await visible()).toBe(0);
    expect(await join()).toBe("CHANNEL_ERROR");
    await member.client.realtime.disconnect();
  });
});
