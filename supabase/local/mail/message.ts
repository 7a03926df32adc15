/** One mail that Auth sent. */
export type Mail = {
  id: number;
  to: string;
  subject: string;
  text: string;
  html: string | undefined;
  receivedAt: Date;
};

/** The first link to Auth's verify endpoint in a mail, or undefined. */
export function verificationLink(mail: Mail): string | undefined {
  return /https?:\/\/[^\s"<>]+\/auth\/v1\/verify\?[^\s"<>]+/.exec(mail.text)?.[0];
}

/** The one-time code in a mail, or undefined. */
export function oneTimeCode(mail: Mail): string | undefined {
  return /\b\d{6,8}\b/.exec(mail.text)?.[0];
}
