import type { Mail } from "./message.ts";

/** The list of mails, newest first. */
export function inboxPage(mails: Mail[]): string {
  const rows = mails.map(
    (mail) =>
      `<tr><td><a href="/messages/${mail.id}">${escapeHtml(mail.subject)}</a></td><td>${escapeHtml(mail.to)}</td>` +
      `<td><time>${mail.receivedAt.toISOString()}</time></td></tr>`,
  );
  const table = `<table><tr><th>Subject</th><th>To</th><th>Received</th></tr>${rows.join("")}</table>`;
  return page("Inbox", mails.length === 0 ? "<p>No mail yet. What Auth sends appears here.</p>" : table);
}

/** One mail. Its own markup is shown in a frame that may run no script. */
export function messagePage(mail: Mail): string {
  const body =
    mail.html === undefined
      ? `<pre>${escapeHtml(mail.text)}</pre>`
      : `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(withNewTabs(mail.html))}"></iframe>`;
  return page(mail.subject, `<p><a href="/">Inbox</a></p><p>To ${escapeHtml(mail.to)}</p>${body}`);
}

function withNewTabs(html: string): string {
  return `<base target="_blank">${html}`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>
body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #ddd}
iframe{border:1px solid #ddd;width:100%;height:32rem}
</style><h1>${escapeHtml(title)}</h1>${body}</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
