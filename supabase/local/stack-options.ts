import type { AccountSpec } from "./simulator/accounts/account-spec.ts";

/** How a stack is started. */
export type StackOptions = {
  /**
   * True for tests: data in a temporary folder that is gone afterwards, ports that are free, no watching. False for
   * `npm start`: the data directory and the ports of the environment, data that survives.
   */
  ephemeral: boolean;
  /** `database` starts Postgres with the migrations and nothing else. */
  parts?: "all" | "database";
  /** False leaves pg_cron's jobs to `stack.cron.runAll()`. */
  cron?: boolean;
  /** Runs the files of `[db.seed]`. False unless asked for. */
  withSeed?: boolean;
  /** What the MightyCall simulator holds. The demo's accounts unless given. */
  accounts?: readonly AccountSpec[];
  /** Told in one line when something breaks later on. */
  onProblem?: (message: string) => void;
};
