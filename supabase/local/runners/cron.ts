import { Cron } from "croner";
import postgres, { type Sql } from "postgres";
import { cronerPattern } from "./schedule.ts";

type Job = { jobid: string; schedule: string; command: string; username: string; active: boolean };

export type CronRunner = {
  /** Runs every active job once, now; for stepping by hand. */
  runAll: () => Promise<void>;
  stop: () => Promise<void>;
};

export type CronOptions = {
  /** Connection string of the superuser. */
  adminUrl: string;
  /** False runs nothing by itself. */
  schedules: boolean;
  /** Told when the runner itself, rather than a job's command, fails. */
  onProblem: (message: string) => void;
};

/**
 * Does what pg_cron's background worker does: runs the jobs of cron.job by their schedules, one at a time on one
 * connection, each as the role that scheduled it, and records every run in cron.job_run_details. Changes of the table
 * count at once.
 */
export async function startCronRunner({ adminUrl, schedules, onProblem }: CronOptions): Promise<CronRunner> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {}, connection: { application_name: "pg_cron" } });
  let timers: Cron[] = [];
  let queue = Promise.resolve();
  let stopped = false;

  const enqueue = (work: () => Promise<void>): Promise<void> => {
    queue = queue.then(async () => {
      if (!stopped) await work();
    });
    queue = queue.catch((error: Error) => {
      if (!stopped) onProblem(`The schedule could not be run: ${error.message}`);
    });
    return queue;
  };
  const load = async () => {
    const jobs = await activeJobs(sql);
    for (const timer of timers) timer.stop();
    timers = jobs.map((job) => schedule(job, () => enqueue(() => runJob(sql, job))));
  };
  if (schedules) {
    await sql.listen("cron_job_changed", () => {
      enqueue(load);
    });
    await enqueue(load);
  }
  return {
    runAll: async () => {
      for (const job of await activeJobs(sql)) await enqueue(() => runJob(sql, job));
    },
    stop: async () => {
      stopped = true;
      for (const timer of timers) timer.stop();
      await sql.end({ timeout: 1 });
      await queue;
    },
  };
}

/** `protect` skips a moment at which the job's last run still goes on. */
function schedule(job: Job, run: () => Promise<void>): Cron {
  const parsed = cronerPattern(job.schedule);
  return "everySeconds" in parsed
    ? new Cron("* * * * * *", { interval: parsed.everySeconds, protect: true, timezone: "UTC" }, run)
    : new Cron(parsed.pattern, { protect: true, timezone: "UTC" }, run);
}

async function activeJobs(sql: Sql): Promise<Job[]> {
  const [installed] = await sql`select from pg_extension where extname = 'pg_cron'`;
  if (installed === undefined) return [];
  return sql<
    Job[]
  >`select jobid, schedule, command, username, active from cron.job where active order by jobid`;
}

async function runJob(sql: Sql, job: Job): Promise<void> {
  const [started] = await sql<{ runid: string }[]>`
    insert into cron.job_run_details (jobid, job_pid, database, username, command, status, start_time)
    values (${job.jobid}, pg_backend_pid(), current_database(), ${job.username}, ${job.command}, 'running', now())
    returning runid`;
  const outcome = await execute(sql, job);
  await sql`
    update cron.job_run_details
    set status = ${outcome.status}, return_message = ${outcome.message}, end_time = clock_timestamp()
    where runid = ${started?.runid ?? null}`;
}

async function execute(sql: Sql, job: Job): Promise<{ status: "succeeded" | "failed"; message: string }> {
  try {
    const result = await sql.begin(async (transaction) => {
      await transaction`select set_config('role', ${job.username}, true)`;
      return transaction.unsafe(job.command).simple();
    });
    return { status: "succeeded", message: `${result.command ?? "OK"} ${result.count ?? ""}`.trim() };
  } catch (error) {
    return { status: "failed", message: error instanceof Error ? `ERROR: ${error.message}` : String(error) };
  }
}
