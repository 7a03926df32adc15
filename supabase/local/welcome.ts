import { demoPassword, demoPeople } from "./demo/demo-people.ts";
import type { Stack } from "./stack.ts";

/** What a person needs to know once everything runs. */
export function welcome(stack: Stack, webUrl: string): string {
  const places = [
    ["App", webUrl],
    ["Mail", stack.mailUrl],
    ["API", stack.apiUrl],
    ["Database", stack.databaseUrl],
    ["MightyCall", `${stack.simulator.url} (simulator)`],
  ];
  const people = demoPeople.map(({ email, role, org, note }) => [
    email,
    [org === undefined ? role : `${role}, ${org}`, note].filter(Boolean).join(", "),
  ]);
  return [
    "",
    "VictorySync is running. Ctrl-C stops it; npm run reset starts afresh.",
    "",
    ...table(places),
    "",
    `Sign in with the password ${demoPassword} as:`,
    "",
    ...table(people),
    "",
  ].join("\n");
}

function table(rows: string[][]): string[] {
  const width = Math.max(...rows.map(([first]) => first?.length ?? 0));
  return rows.map(([first, second]) => `  ${(first ?? "").padEnd(width)}  ${second ?? ""}`);
}
