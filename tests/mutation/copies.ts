import postgres from "postgres";

/** Copies a database under each of the names. Nobody may be connected to it meanwhile. */
export async function makeCopies(url: string, template: string, names: string[]): Promise<void> {
  await administer(url, async (sql) => {
    for (const name of names) await sql.unsafe(`create database ${name} template ${template} owner postgres`);
  });
}

export async function dropCopies(url: string, names: string[]): Promise<void> {
  await administer(url, async (sql) => {
    for (const name of names) await sql.unsafe(`drop database if exists ${name}`);
  });
}

/** Connected elsewhere, since nobody may be connected to a database that is copied. */
async function administer(url: string, act: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(withDatabase(url, "template1"), { max: 1, onnotice: () => {} });
  try {
    await act(sql);
  } finally {
    await sql.end();
  }
}

/** The same address with another database's name. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
