import { expect, it } from "vitest";
import { startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { createLab } from "../support/chaos-lab.ts";

it("measures", async () => {
  const stack = await startStack({ ephemeral: true, cron: false, accounts: [] });
  const lab = await createLab(stack);
  try {
    const t0 = performance.now();
    const customer = await lab.connect(accountSpec("m", { calls: 40000, messages: 0, days: 80 }));
    customer.account.calls();
    const started = performance.now();
    const cpu0 = process.cpuUsage();
    const times: Record<string, number[]> = {};
    const add = (n: string, s: number) => {
      (times[n] ??= []).push(Math.round(performance.now() - s));
    };
    const timed = {
      call: async (n: string, a: Record<string, unknown> = {}) => {
        const s = performance.now();
        try {
          return await lab.database.call(n, a);
        } finally {
          add(n, s);
        }
      },
    };
    const f: typeof fetch = async (i2, init) => {
      const s = performance.now();
      try {
        const r = await fetch(i2, init);
        const text = await r.text();
        return new Response(text, r);
      } finally {
        add("fetch", s);
      }
    };
    await lab.pass({ database: timed, fetch: f, pages: 50, passMs: 100000 });
    const cpu = process.cpuUsage(cpu0);
    console.log(
      "generate",
      started - t0,
      "pass",
      performance.now() - started,
      "node cpu ms",
      (cpu.user + cpu.system) / 1000,
      times,
    );
    const [pg] = await stack.sql`select count(*)::int from public.calls`;
    console.log(pg);
    expect(1).toBe(1);
  } finally {
    await lab.close();
    await stack.stop();
  }
});
