import { SmtpEmailDriver } from "@supabase/lite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { onFreePorts } from "../free-ports.ts";
import { type Inbox, startInbox } from "./inbox.ts";
import { oneTimeCode, verificationLink } from "./message.ts";

let inbox: Inbox;
let send: SmtpEmailDriver;

beforeAll(async () => {
  const smtp = await onFreePorts(async (ports) => {
    inbox = await startInbox(ports);
    return ports.smtp;
  });
  send = new SmtpEmailDriver({ host: "127.0.0.1", port: smtp, requireTls: false, from: "auth@example.com" });
});
afterAll(() => inbox.stop());

it("shows what Auth sends, newest first, with its code and link", async () => {
  const link = "http://127.0.0.1:54321/auth/v1/verify?token=abc&type=signup";
  await send.send({ to: "ann@example.com", subject: "Welcome", text: "Hello" });
  await send.send({ to: "ben@example.com", subject: "Confirm", text: `Code: 123456\n\nOr follow ${link}` });
  expect(inbox.mails().map((mail) => mail.subject)).toEqual(["Confirm", "Welcome"]);
  const [mail] = inbox.mails("ben@example.com");
  if (mail === undefined) throw new Error("no mail");
  expect(oneTimeCode(mail)).toBe("123456");
  expect(verificationLink(mail)).toBe(link);
  expect(await (await fetch(inbox.url)).text()).toContain("ben@example.com");
});

it("shows markup in a mail as text or in a frame without scripts, never as part of the page", async () => {
  const attack = "<script>alert(1)</script>";
  await send.send({ to: "eve@example.com", subject: attack, text: "x", html: attack });
  const [mail] = inbox.mails("eve@example.com");
  const pages = await Promise.all([fetch(inbox.url), fetch(`${inbox.url}/messages/${mail?.id}`)]);
  for (const page of pages) expect(await page.text()).not.toContain("<script>");
});

it("knows no other pages", async () => {
  expect((await fetch(`${inbox.url}/messages/999`)).status).toBe(404);
});
