import type { Sql } from "postgres";

export type Session = { accessToken: string; userId: string };

export type People = {
  /** Signs up through Auth and confirms the address, as if the link in the mail had been followed. Returns the id. */
  signUp: (email: string, password: string, fullName?: string) => Promise<string>;
  signIn: (email: string, password: string) => Promise<Session>;
};

/** Accounts made and used through the real Auth API. Both throw with Auth's own words when it refuses. */
export function createPeople(apiUrl: string, publishableKey: string, sql: Sql): People {
  const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${apiUrl}/auth/v1/${path}`, {
      method: "POST",
      headers: { apikey: publishableKey, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer: Record<string, unknown> = await response.json();
    if (!response.ok) throw new Error(`Auth refused ${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    signUp: async (email, password, fullName) => {
      const data = fullName === undefined ? {} : { full_name: fullName };
      await post("signup", { email, password, data });
      const [user] = await sql<{ id: string }[]>`
        update auth.users set email_confirmed_at = now(), confirmation_token = null
        where email = ${email} returning id`;
      if (user === undefined) throw new Error(`Auth made no account for ${email}.`);
      return user.id;
    },
    signIn: async (email, password) => {
      const answer = await post("token?grant_type=password", { email, password });
      const user = answer.user as { id: string };
      return { accessToken: String(answer.access_token), userId: user.id };
    },
  };
}
