/** What the supervisor is started with, as JSON in its first argument. */
export type SupervisorOptions = {
  directory: string;
  port: number;
  password: string;
  /** Server settings, as after `postgres -c`. */
  settings: Record<string, string>;
  /** A folder to delete once the server has stopped. */
  removeAfter?: string;
};

/** What the supervisor tells its parent. */
export type SupervisorMessage = { kind: "ready" } | { kind: "failed"; log: string };
