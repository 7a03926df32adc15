import { createServer } from "node:http";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { Mail } from "./message.ts";
import { inboxPage, messagePage } from "./page.ts";

export type Inbox = {
  url: string;
  /** Newest first. */
  mails: (to?: string) => Mail[];
  stop: () => Promise<void>;
};

const keep = 200;

/** Catches what is sent to the SMTP port and shows it on the web port. Nothing leaves this machine. */
export async function startInbox(ports: { smtp: number; mail: number }): Promise<Inbox> {
  const mails: Mail[] = [];
  let nextId = 1;
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => {
      simpleParser(stream).then((parsed) => {
        const to = [parsed.to ?? []].flat().map((address) => address.text);
        const html = parsed.html === false ? undefined : parsed.html;
        mails.unshift({
          id: nextId++,
          to: to.join(", "),
          subject: parsed.subject ?? "",
          text: parsed.text ?? "",
          html,
          receivedAt: new Date(),
        });
        mails.length = Math.min(mails.length, keep);
        done();
      }, done);
    },
  });
  const web = createServer((request, response) => {
    const id = /^\/messages\/(\d+)$/.exec(request.url ?? "")?.[1];
    const mail = mails.find((each) => each.id === Number(id));
    const page = id === undefined ? inboxPage(mails) : mail && messagePage(mail);
    response.writeHead(page === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
    response.end(page ?? "Not found");
  });
  const stop = async () => {
    web.closeAllConnections();
    await Promise.all([
      new Promise<void>((resolve) => smtp.close(resolve)),
      new Promise<void>((resolve) => web.close(() => resolve())),
    ]);
  };
  const listening = await Promise.allSettled([
    new Promise<void>((resolve, reject) => {
      smtp.once("error", reject);
      smtp.listen(ports.smtp, "127.0.0.1", resolve);
    }),
    new Promise<void>((resolve, reject) => {
      web.once("error", reject);
      web.listen(ports.mail, "127.0.0.1", resolve);
    }),
  ]);
  for (const each of listening) {
    if (each.status === "fulfilled") continue;
    await stop();
    throw each.reason;
  }
  return {
    url: `http://127.0.0.1:${ports.mail}`,
    mails: (to) => (to === undefined ? [...mails] : mails.filter((mail) => mail.to === to)),
    stop,
  };
}
