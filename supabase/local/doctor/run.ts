import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { loadOrCreateKeys } from "../keys.ts";
import { dataDirectory } from "../paths.ts";
import { portsFromEnvironment } from "../ports.ts";
import { examine, report } from "./doctor.ts";

/*
 * `npm run doctor`: examines the running local stack, or with `--db-url`, `--api-url` and `--publishable-key` a hosted
 * project. Reads only; says what is missing and how to mend it; exit code 1 when something is.
 */
const { values } = parseArgs({
  options: {
    "db-url": { type: "string" },
    "api-url": { type: "string" },
    "publishable-key": { type: "string" },
  },
});

const { databaseUrl, apiUrl, publishableKey } = target();
const sql = postgres(databaseUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 });
const findings = await examine({ sql, databaseUrl, apiUrl, publishableKey });
await sql.end({ timeout: 1 });
console.log(report(findings));
const troubles = findings.filter(({ trouble }) => trouble !== null).length;
console.log(troubles === 0 ? "\nAll is well." : `\n${troubles} of ${findings.length} need attention.`);
process.exitCode = troubles === 0 ? 0 : 1;

function target() {
  const given = [values["db-url"], values["api-url"], values["publishable-key"]];
  const [databaseUrl, apiUrl, publishableKey] = given;
  if (databaseUrl !== undefined && apiUrl !== undefined && publishableKey !== undefined) {
    return { databaseUrl, apiUrl, publishableKey };
  }
  if (given.some((value) => value !== undefined)) {
    throw new Error("Name a hosted project with all three: --db-url, --api-url and --publishable-key.");
  }
  const directory = dataDirectory(process.env);
  if (!existsSync(join(directory, "keys.json")))
    throw new Error("There is no local stack here. Run: npm start");
  const ports = portsFromEnvironment(process.env);
  return {
    databaseUrl: `postgresql://postgres:postgres@127.0.0.1:${ports.database}/postgres`,
    apiUrl: `http://127.0.0.1:${ports.api}`,
    publishableKey: loadOrCreateKeys(directory).publishableKey,
  };
}
