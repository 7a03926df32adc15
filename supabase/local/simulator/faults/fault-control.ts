import { createRandom, type Random } from "../accounts/random.ts";
import type { RouteKind } from "../http/exchange.ts";
import { FAULT_TARGETS, type Fault, timesOf } from "./fault.ts";

/** Switches for what goes wrong. */
export interface FaultControl {
  /** Returns an id to take the fault away by. */
  add(fault: Fault): number;
  remove(id: number): void;
  clear(): void;
  /** The faults that may still happen, with how often they still can. */
  list(): readonly (Fault & { readonly id: number })[];
  /** The faults that a request meets; each is counted as having happened. */
  meet(request: MetRequest): readonly Fault[];
}

/** What decides whether a request meets a fault. */
interface MetRequest {
  readonly kind: RouteKind;
  readonly account: string | null;
  /** Below the family's prefix. */
  readonly path: string;
}

interface Entry {
  readonly id: number;
  readonly fault: Fault;
  readonly random: Random;
  remaining: number | undefined;
}

/** @throws Error on a fault of an unknown kind. */
export function createFaultControl(initial: readonly Fault[]): FaultControl {
  let entries: Entry[] = [];
  let lastId = 0;

  function meets({ fault, random }: Entry, request: MetRequest): boolean {
    if (!FAULT_TARGETS[fault.kind].includes(request.kind)) return false;
    if (fault.account !== undefined && fault.account !== request.account) return false;
    if (fault.path !== undefined && !request.path.toLowerCase().includes(fault.path.toLowerCase()))
      return false;
    return fault.probability === undefined || random.chance(fault.probability);
  }

  const control: FaultControl = {
    add(fault) {
      if (!(fault.kind in FAULT_TARGETS)) throw new Error(`There is no fault of the kind ${fault.kind}.`);
      const id = ++lastId;
      entries.push({
        id,
        fault,
        random: createRandom("fault", fault.seed ?? fault.kind),
        remaining: timesOf(fault),
      });
      return id;
    },
    remove(id) {
      entries = entries.filter((entry) => entry.id !== id);
    },
    clear() {
      entries = [];
    },
    list: () =>
      entries.map(({ id, fault, remaining }) => ({
        ...fault,
        id,
        ...(remaining === undefined ? {} : { times: remaining }),
      })),
    meet(request) {
      const met = entries.filter((entry) => meets(entry, request));
      for (const entry of met) {
        if (entry.remaining !== undefined) entry.remaining -= 1;
      }
      entries = entries.filter(({ remaining }) => remaining === undefined || remaining > 0);
      return met.map(({ fault }) => fault);
    },
  };

  for (const fault of initial) control.add(fault);
  return control;
}
