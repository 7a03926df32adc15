import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { ask, expectNothingChanged, tokenOf } from "../support/attacks/attacks.ts";
import { type AuditWatch, done, type ExpectedEntry, watchAuditLog } from "../support/attacks/audit.ts";
import { play, ticketFor } from "../support/attacks/playback.ts";
import { callIntegrations, connect, keysOf } from "../support/functions.ts";
import { addMember, createOrganization, createPerson, type Person } from "../support/people.ts";
import { endWaits, finishSyncs } from "../support/syncs.ts";

const account = accountSpec("Audited account", { calls: 40, messages: 0, days: 5 });

let stack: Stack;
let organizationId: string;
let owner: Person;
let admin: Person;
let agent: Person;
let invited: Person;
let integrationId: string;
let entries: AuditWatch["entries"];
let expectEntries: AuditWatch["expectEntries"];

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [account] });
  ({ id: organizationId, owner } = await createOrganization(stack, "Audited Org"));
  ({ entries, expectEntries } = watchAuditLog(stack, organizationId));
  [admin, agent, invited] = await Promise.all([
    addMember(stack, organizationId, "Audited admin", "admin"),
    addMember(stack, organizationId, "Audited agent", "agent"),
    createPerson(stack, "Audited guest"),
  ]);
});
afterAll(() => stack.stop());

const secrets: string[] = [account.apiKey, account.userKey];

describe("each thing that somebody does leaves one entry in their name:", () => {
  it("an org, made and changed", async () => {
    const made = { action: "organization.created", actor_email: owner.email, target: "Audited Org" };
    expect((await entries()).filter(({ action }) => action === made.action)).toMatchObject([made]);
    await expectEntries(
      [["organization.changed", owner, "Audited Company", { detail: { name: "Audited Company" } }]],
      () =>
        done(owner.client.from("organizations").update({ name: "Audited Company" }).eq("id", organizationId)),
    );
  });

  it("invitations, made, sent again, taken back and accepted", async () => {
    const inviting = { organization: organizationId, email: invited.email, role: "agent" } as const;
    let made: { token: string; invitation: { id: string } } | undefined;
    const invite = async () => {
      made = (await done(admin.client.rpc("invite_person", inviting))) as typeof made;
      secrets.push(made?.token ?? "");
    };
    const id = () => ({ invitation: made?.invitation.id ?? "" });
    await expectEntries(
      [["invitation.created", admin, invited.email, { detail: { role: "agent" } }]],
      invite,
    );
    await expectEntries([["invitation.sent_again", owner, invited.email]], async () => {
      const again = (await done(owner.client.rpc("resend_invitation", id()))) as typeof made;
      secrets.push(again?.token ?? "");
    });
    await expectEntries([["invitation.revoked", admin, invited.email]], () =>
      done(admin.client.rpc("revoke_invitation", id())),
    );
    await expectEntries([["invitation.created", admin, invited.email]], invite);
    await expectEntries(
      [
        ["invitation.accepted", invited, invited.email],
        ["member.added", invited, invited.email, { detail: { role: "agent" } }],
      ],
      () => done(invited.client.rpc("accept_invitation", { token: made?.token ?? "" })),
    );
  });

  it("roles, changed and handed over", async () => {
    const roleOf = (person: Person) =>
      admin.client.from("memberships").update({ role: "manager" }).eq("user_id", person.id);
    const detail = { detail: { from: "agent", to: "manager" } };
    await expectEntries([["member.role_changed", admin, invited.email, detail]], () => done(roleOf(invited)));
    await expectEntries([], () => done(roleOf(invited)));
  });

  it("credentials, refused, saved and tested", async () => {
    const refused = {
      action: "save",
      org_id: organizationId,
      ...keysOf(account),
      user_key: "wrong-user-key",
    };
    secrets.push("wrong-user-key");
    const failed = { outcome: "failed", detail: { code: "invalid_credentials" } };
    await expectEntries([["credentials.saved", admin, "mightycall", failed]], () =>
      callIntegrations(stack, admin, refused),
    );
    const hint = { detail: { account_type: "classic", key_hint: account.apiKey.slice(-4) } };
    const syncs = ["calls", "phone_numbers", "recordings", "sms_messages"].map(
      (stream): ExpectedEntry => ["sync.started", admin, stream],
    );
    await expectEntries([["credentials.saved", admin, "mightycall", hint], ...syncs], async () => {
      integrationId = (await connect(stack, admin, organizationId, account)).id;
    });
    await finishSyncs(stack);
    const test = () => callIntegrations(stack, owner, { action: "test", org_id: organizationId });
    await expectEntries([["credentials.tested", owner, "mightycall", { detail: {} }]], test);
    stack.simulator.faults.add({ kind: "down" });
    const down = { outcome: "failed", detail: { code: "connection_failed" } };
    await expectEntries([["credentials.tested", owner, "mightycall", down]], test);
    stack.simulator.faults.clear();
    stack.simulator.accounts.remove(account.name);
    await expectEntries([["credentials.tested", owner, "mightycall", failed]], test);
    stack.simulator.accounts.add(account);
    await expectEntries([["credentials.tested", owner]], test);
  });

  it("syncs, started and cancelled, and streams, changed; the clock's own work leaves none", async () => {
    await stack.sql`update public.sync_jobs set created_at = created_at - interval '1 hour'`;
    stack.simulator.faults.add({ kind: "slow", milliseconds: 3000 });
    let job: { id: string } | null = null;
    await expectEntries([["sync.started", owner, "phone_numbers"]], async () => {
      job = await done(
        owner.client.rpc("request_sync", { integration_id: integrationId, stream: "phone_numbers" }),
      );
    });
    await expectEntries([["sync.cancelled", admin, "phone_numbers"]], () =>
      done(admin.client.rpc("cancel_sync_job", { job_id: job?.id ?? "" })),
    );
    stack.simulator.faults.clear();
    const calls = owner.client.from("sync_streams").update({ interval_seconds: 900 }).eq("stream", "calls");
    await expectEntries([["stream.changed", owner, "calls"]], () => done(calls));
    await stack.sql`update public.sync_streams set next_run_at = now() where org_id = ${organizationId}`;
    await expectEntries([], async () => {
      await stack.cron.runAll();
      await finishSyncs(stack);
      await endWaits(stack);
    });
  });

  it("numbers, given and taken; recordings, played; rows, exported", async () => {
    const [recording] = await stack.sql`select r.id, r.phone_number_id, n.number from public.recordings r
      join public.phone_numbers n on n.id = r.phone_number_id limit 1`;
    const assignment = {
      org_id: organizationId,
      user_id: agent.id,
      phone_number_id: recording?.phone_number_id,
    };
    const given = { detail: { person: agent.email } };
    await expectEntries([["number.assigned", invited, recording?.number, given]], () =>
      done(invited.client.from("number_assignments").insert(assignment)),
    );
    await expectEntries([["recording.played", agent, recording?.id]], async () => {
      const ticket = await ticketFor(stack, agent, recording?.id);
      secrets.push(ticket);
      for (let seek = 0; seek < 3; seek += 1) expect((await play(stack, ticket)).status).toBe(200);
    });
    const exported = {
      organization: organizationId,
      what: "calls",
      row_count: 3,
      filters: { direction: "inbound" },
    };
    await expectEntries(
      [["data.exported", agent, "calls", { detail: { rows: 3, filters: { direction: "inbound" } } }]],
      () => done(agent.client.rpc("record_export", exported)),
    );
    await expectEntries([["number.unassigned", invited, recording?.number, given]], () =>
      done(invited.client.from("number_assignments").delete().eq("user_id", agent.id)),
    );
  });

  it("a new key for the credentials, which nobody in person changes, and their removal", async () => {
    await stack.sql`select private.add_credential_key()`;
    await stack.sql`update public.sync_streams set next_run_at = now() + interval '1 day'`;
    await expectEntries([["credentials.key_rotated", null, "mightycall"]], async () => {
      await stack.cron.runAll();
      await stack.http.idle();
    });
    await expectEntries([["credentials.removed", admin, "mightycall"]], () =>
      callIntegrations(stack, admin, { action: "remove", org_id: organizationId }),
    );
  });

  it("people, removed and gone by themselves", async () => {
    const remove = (actor: Person, person: Person) =>
      actor.client.from("memberships").delete().eq("user_id", person.id);
    await expectEntries([["member.removed", admin, invited.email]], () => done(remove(admin, invited)));
    await expectEntries([["member.removed", agent, agent.email]], () => done(remove(agent, agent)));
  });

  it("and nothing that can be done is missing above", async () => {
    const actions = await stack.sql`select unnest(enum_range(null::public.audit_action))::text as action`;
    const left = new Set((await entries()).map(({ action }) => action));
    expect([...left].sort()).toEqual(actions.map(({ action }) => action).sort());
  });
});

describe("the log", () => {
  it("holds no key, token, ticket or ciphertext", async () => {
    const sealed = await stack.sql`select decrypted_secret as secret from vault.decrypted_secrets`;
    const known = [
      ...secrets,
      ...sealed.map(({ secret }) => secret),
      stack.jwtSecret,
      stack.secretKeys.default,
    ];
    const rows = await stack.sql<{ text: string }[]>`select l::text as text from public.audit_log l`;
    expect(rows.length).toBeGreaterThan(25);
    expect(known.length).toBeGreaterThan(8);
    for (const { text } of rows) for (const secret of known) expect(text).not.toContain(secret);
  });

  it("is read by the org's admins alone", async () => {
    const manager = await addMember(stack, organizationId, "Audited manager", "manager");
    const { owner: stranger } = await createOrganization(stack, "Unaudited Org");
    const read = async ({ client }: Person) => (await client.from("audit_log").select("org_id")).data ?? [];
    for (const person of [manager, agent, invited]) expect(await read(person)).toEqual([]);
    expect(new Set((await read(stranger)).map(({ org_id }) => org_id)).has(organizationId)).toBe(false);
    expect((await read(admin)).length).toBe((await entries()).length);
    expect((await read(owner)).length).toBe((await entries()).length);
  });

  it("is only ever added to: not by admins, not by the service role, not by the database's owner", async () => {
    const log = "/rest/v1/audit_log?org_id=not.is.null";
    const forged = { org_id: organizationId, action: "member.added", actor_email: "nobody@people.example" };
    await expectNothingChanged(stack, async () => {
      for (const headers of [
        { authorization: `Bearer ${await tokenOf(owner.client)}` },
        { apikey: stack.secretKeys.default },
      ]) {
        for (const request of [
          { method: "DELETE" },
          { method: "PATCH", body: { outcome: "failed" } },
          { body: forged },
        ]) {
          expect((await ask(stack, log, { ...request, headers })).status).toBe(403);
        }
      }
      for (const statement of [
        "delete from public.audit_log",
        "update public.audit_log set actor_id = null",
        "truncate public.audit_log",
      ]) {
        await expect(stack.sql.unsafe(statement)).rejects.toThrow("The audit log can't be changed.");
      }
    });
  });
});
