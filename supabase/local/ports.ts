/** Where each part of the local stack listens. Loopback only. */
export type Ports = {
  api: number;
  database: number;
  mail: number;
  smtp: number;
  simulator: number;
  web: number;
};

/** The official stack's numbers where it has the part, so that tools with those defaults find it. */
const defaults: Ports = {
  api: 54321,
  database: 54322,
  mail: 54324,
  smtp: 54325,
  simulator: 54330,
  web: 5173,
};

/** The variable that moves one port, such as `VICTORYSYNC_API_PORT`. */
export function portVariable(part: keyof Ports): string {
  return `VICTORYSYNC_${part.toUpperCase()}_PORT`;
}

/**
 * Ports from the environment. `VICTORYSYNC_PORT_OFFSET` moves them all; `VICTORYSYNC_<PART>_PORT` sets one exactly.
 * Throws when a value is not a port number.
 */
export function portsFromEnvironment(environment: NodeJS.ProcessEnv): Ports {
  const offset = portNumber(environment, "VICTORYSYNC_PORT_OFFSET") ?? 0;
  const port = (part: keyof Ports) => portNumber(environment, portVariable(part)) ?? defaults[part] + offset;
  return {
    api: port("api"),
    database: port("database"),
    mail: port("mail"),
    smtp: port("smtp"),
    simulator: port("simulator"),
    web: port("web"),
  };
}

function portNumber(environment: NodeJS.ProcessEnv, variable: string): number | undefined {
  const text = environment[variable];
  if (text === undefined || text === "") return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) {
    throw new Error(`${variable} must be a port number, not "${text}".`);
  }
  return Number(text);
}
