import type { AccountSpec } from "./accounts/account-spec.ts";

/**
 * Two made-up companies with about 60 days of calls and messages behind them, whatever the day, and more every hour.
 * History ends long ago on purpose: all that is kept is growth, which is the same after every restart.
 */
const LONG_AGO = "2025-01-01T00:00:00Z";
const KEPT_DAYS = 60;
const perHour = (rows: number) => rows / (KEPT_DAYS * 24);

/** "Northwind Dental": about 3,000 calls and 400 messages. "Harbor Realty": about 1,200 and 150. The keys open nothing real. */
export const demoAccounts: readonly AccountSpec[] = [
  {
    name: "Northwind Dental",
    accountType: "classic",
    apiKey: "00000000-0000-4000-8000-00000000000a",
    userKey: "00000000-0000-4000-8000-0000000000aa",
    seed: "northwind-dental",
    phoneNumbers: 6,
    agents: 7,
    calls: 0,
    messages: 0,
    days: 0,
    historyEndsAt: LONG_AGO,
    utcOffsetHours: -5,
    growing: { callsPerHour: perHour(3000), messagesPerHour: perHour(400), keepDays: KEPT_DAYS },
    recordingDelaySeconds: 45,
    recordingUrlLifetimeSeconds: 3600,
  },
  {
    name: "Harbor Realty",
    accountType: "call_center",
    apiKey: "00000000-0000-4000-8000-00000000000b",
    userKey: "00000000-0000-4000-8000-0000000000bb",
    seed: "harbor-realty",
    phoneNumbers: 4,
    agents: 5,
    calls: 0,
    messages: 0,
    days: 0,
    historyEndsAt: LONG_AGO,
    utcOffsetHours: -8,
    growing: { callsPerHour: perHour(1200), messagesPerHour: perHour(150), keepDays: KEPT_DAYS },
    recordingDelaySeconds: 45,
    recordingUrlLifetimeSeconds: 3600,
  },
];
