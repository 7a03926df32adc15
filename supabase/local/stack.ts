import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { readProjectConfig } from "./config.ts";
import { onFreePorts, requireFreePorts } from "./free-ports.ts";
import { functionEnvironment } from "./functions/environment.ts";
import { startFunctions } from "./functions/functions.ts";
import { resolveApiKey } from "./gateway/api-keys.ts";
import { startGateway } from "./gateway/gateway.ts";
import { verifyToken } from "./gateway/tokens.ts";
import { loadOrCreateKeys, type StackKeys } from "./keys.ts";
import { type Inbox, startInbox } from "./mail/inbox.ts";
import { migrate } from "./migrations/migrate.ts";
import { dataDirectory } from "./paths.ts";
import { createPeople, type People } from "./people.ts";
import { setUpPlatform } from "./platform/platform.ts";
import { type Ports, portsFromEnvironment } from "./ports.ts";
import { requireIdleDataDirectory } from "./postgres/running-server.ts";
import { type PostgresServer, startPostgres } from "./postgres/server.ts";
import { createRealtimeServer } from "./realtime/server.ts";
import { type CronRunner, startCronRunner } from "./runners/cron.ts";
import { type HttpRunner, startHttpRunner } from "./runners/http.ts";
import { demoAccounts } from "./simulator/accounts.demo.ts";
import { createSimulator, type Simulator } from "./simulator/simulator.ts";
import type { StackOptions } from "./stack-options.ts";

/** Postgres with the platform and the migrations. */
export type Database = {
  ports: Ports;
  /** As the project's owner, `postgres`: what a hosted project gives. */
  databaseUrl: string;
  /** As the superuser, which a hosted project does not give. For the stack's own work. */
  adminUrl: string;
  /** Connected as `postgres`. */
  sql: Sql;
  stop: () => Promise<void>;
};

/** The whole of a local Supabase. */
export type Stack = Database &
  People &
  StackKeys & {
    apiUrl: string;
    siteUrl: string;
    mailUrl: string;
    inbox: Inbox;
    simulator: Simulator;
    cron: CronRunner;
    http: HttpRunner;
  };

type Place = { directory: string; ports: Ports; removeAfter?: string };

export async function startStack(options: StackOptions & { parts: "database" }): Promise<Database>;
export async function startStack(options: StackOptions & { parts?: "all" }): Promise<Stack>;
/**
 * Starts the local stack and resolves when all of it answers. Whatever it started ends with this process, however
 * that ends. Throws BusyPortError or DataDirectoryBusyError when another stack is in the way.
 */
export async function startStack(options: StackOptions): Promise<Database | Stack> {
  return options.ephemeral
    ? await onFreePorts((ports) => startAt(temporaryPlace(ports), options))
    : await startAt(await lastingPlace(), options);
}

async function startAt(place: Place, options: StackOptions): Promise<Database | Stack> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const keys = loadOrCreateKeys(place.directory);
    const server = await startServer(place, options);
    stops.push(server.stop);
    const sql = postgres(server.url(), { onnotice: () => {} });
    stops.push(() => sql.end({ timeout: 5 }));
    const apiUrl = `http://127.0.0.1:${place.ports.api}`;
    await migrate({
      url: server.url(),
      sql,
      secrets: { sync_function_url: `${apiUrl}/functions/v1/sync`, sync_function_key: keys.secretKeys.cron },
      withSeed: options.withSeed ?? false,
    });
    const database = {
      ports: place.ports,
      databaseUrl: server.url(),
      adminUrl: server.url("supabase_admin"),
      sql,
      stop,
    };
    if (options.parts === "database") return database;
    return { ...database, ...(await startServices({ options, place, keys, server, sql, apiUrl, stops })) };
  } catch (error) {
    await stop();
    if (place.removeAfter !== undefined) rmSync(place.removeAfter, { recursive: true, force: true });
    throw error;
  }
}

function temporaryPlace(ports: Ports): Place {
  const directory = mkdtempSync(join(tmpdir(), "victorysync-"));
  // Started by root, the server runs as a user of its own, who has to reach the folder.
  chmodSync(directory, 0o755);
  return { directory, ports, removeAfter: directory };
}

async function lastingPlace(): Promise<Place> {
  const directory = dataDirectory(process.env);
  const ports = portsFromEnvironment(process.env);
  requireIdleDataDirectory(join(directory, "postgres"));
  await requireFreePorts(ports);
  mkdirSync(directory, { recursive: true });
  return { directory, ports };
}

async function startServer(place: Place, options: StackOptions): Promise<PostgresServer> {
  const server = await startPostgres({
    directory: join(place.directory, "postgres"),
    port: place.ports.database,
    durable: !options.ephemeral,
    onCrash: options.onProblem,
    removeAfter: place.removeAfter,
  });
  await setUpPlatform(server);
  return server;
}

type ServicesOptions = {
  options: StackOptions;
  place: Place;
  keys: StackKeys;
  server: PostgresServer;
  sql: Sql;
  apiUrl: string;
  /** Receives how to stop each service, in the order of starting. */
  stops: (() => Promise<void>)[];
};

async function startServices(given: ServicesOptions): Promise<Omit<Stack, keyof Database>> {
  const { options, place, keys, server, sql, apiUrl, stops } = given;
  const { ports, directory } = place;
  const siteUrl = `http://localhost:${ports.web}`;
  const adminUrl = server.url("supabase_admin");
  const onProblem = options.onProblem ?? (() => {});

  const inbox = await startInbox(ports);
  stops.push(inbox.stop);
  const simulator = await createSimulator({
    port: ports.simulator,
    accounts: options.accounts ?? demoAccounts,
  });
  stops.push(() => simulator.close());
  const functions = await startFunctions({
    environment: functionEnvironment(apiUrl, keys, simulatorSecrets(simulator.url)),
    allowedHosts: [`127.0.0.1:${ports.api}`, `127.0.0.1:${ports.simulator}`],
    logFile: join(directory, "functions.log"),
    watch: !options.ephemeral,
    onProblem,
  });
  stops.push(functions.stop);
  const realtime = await createRealtimeServer({
    databaseUrl: adminUrl,
    verifyToken: async (token) => {
      const check = await verifyToken(token, keys.jwtSecret);
      return check.kind === "valid" ? check.claims : null;
    },
    isKnownKey: (apiKey) => resolveApiKey(apiKey, keys) !== undefined,
    onProblem,
  });
  const gateway = await startGateway({
    port: ports.api,
    server,
    config: readProjectConfig(),
    keys,
    siteUrl,
    smtpPort: ports.smtp,
    functionAddress: functions.address,
    realtime,
  }).catch(async (error: unknown) => {
    await realtime.close();
    throw error;
  });
  // Stopped in reverse order: an open WebSocket would keep the gateway from closing.
  stops.push(gateway.close, realtime.close);
  const http = await startHttpRunner({ adminUrl, onProblem });
  stops.push(http.stop);
  const cron = await startCronRunner({ adminUrl, onProblem, schedules: options.cron ?? true });
  stops.push(cron.stop);
  const people = createPeople(apiUrl, keys.publishableKey, sql);
  return { ...keys, ...people, apiUrl, siteUrl, mailUrl: inbox.url, inbox, simulator, cron, http };
}

/** The functions' secrets that point them at the simulator instead of MightyCall. */
function simulatorSecrets(url: string): Record<string, string> {
  return {
    MIGHTYCALL_CLASSIC_URL: `${url}/classic`,
    MIGHTYCALL_CALL_CENTER_URL: `${url}/call-center`,
    MIGHTYCALL_RECORDING_ORIGINS: url,
  };
}
