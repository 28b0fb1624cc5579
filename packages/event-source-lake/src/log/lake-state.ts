import type { EpochMs } from "@sluice/types";
import { z } from "zod";
import type { LoadSummary, LogEntry } from "./log-entry.ts";

/** What a project's log comes to after some of its entries. */
export interface LakeState {
  /** How many entries that is. */
  at: number;
  sealedUntilMs: EpochMs;
  lastCapturedMs: EpochMs;
  /** The last entry by which somebody was forgotten; 0 before the first one. */
  lastForgetAt: number;
  /** The loads that are there, by id. */
  readonly loads: Map<string, LoadInLog>;
  /** Loads that others stand for, which plans of before may name. */
  readonly replaced: Map<string, Replaced>;
  /** Loads that were removed before the log knew of them. */
  readonly discarded: Set<string>;
}

export interface LoadInLog extends LoadSummary {
  /** The entry since which it is there; 0 where it was there before there was a log, which plans of then may name. */
  readonly since: number;
}

export interface Replaced {
  readonly atMs: EpochMs;
  /** It was there from one entry to before another one. */
  readonly since: number;
  readonly by: number;
  readonly reason: "merge" | "forget";
}

export function emptyState(): LakeState {
  return {
    at: 0,
    sealedUntilMs: 0,
    lastCapturedMs: 0,
    lastForgetAt: 0,
    loads: new Map(),
    replaced: new Map(),
    discarded: new Set(),
  };
}

/** Brings a state an entry further. */
export function applyEntry(state: LakeState, entry: LogEntry): void {
  state.at++;
  switch (entry.type) {
    case "load":
      addLoad(state, entry.load, entry.isConverted ? 0 : state.at);
      break;
    case "seal":
      state.sealedUntilMs = Math.max(state.sealedUntilMs, entry.capturedBeforeMs);
      break;
    case "rewrite": {
      const { atMs, reason } = entry;
      for (const id of entry.replaced) {
        const known = state.replaced.get(id);
        const since = state.loads.get(id)?.since ?? 0;
        state.loads.delete(id);
        // Which plans may name a load stays as it is when a user is forgotten who is in one that was merged before.
        state.replaced.set(id, known ? { ...known, atMs, reason } : { atMs, reason, since, by: state.at });
      }
      for (const load of entry.by) addLoad(state, load, state.at);
      if (reason === "forget") state.lastForgetAt = state.at;
      break;
    }
    case "discard":
      for (const id of entry.loads) {
        // What was in the log once can't come into it again.
        if (!state.replaced.delete(id)) state.discarded.add(id);
      }
  }
}

function addLoad(state: LakeState, load: LoadSummary, since: number): void {
  state.loads.set(load.id, { ...load, since });
  state.lastCapturedMs = Math.max(state.lastCapturedMs, load.captured.toMs);
}

/** Looked at as a whole: there may be a hundred thousand. */
const numbers = z.custom<number[]>((list) => Array.isArray(list) && list.every(Number.isSafeInteger));
const numbersOrNone = z.custom<(number | null)[]>(
  (list) => Array.isArray(list) && list.every((item) => item === null || Number.isSafeInteger(item)),
);

/** A state as a file. Lists of numbers are read much faster than as many objects. */
export const checkpointSchema = z.object({
  at: z.int().nonnegative(),
  sealedUntilMs: z.int(),
  lastCapturedMs: z.int(),
  lastForgetAt: z.int().nonnegative().default(0),
  loads: z.object({
    id: z.array(z.string()),
    since: numbers,
    capturedFromMs: numbers,
    capturedToMs: numbers,
    events: numbers,
    profiles: numbers,
    tsFromMs: numbersOrNone,
    tsToMs: numbersOrNone,
    bytes: numbers,
  }),
  replaced: z.array(
    z.object({
      id: z.string(),
      atMs: z.int(),
      since: z.int(),
      by: z.int(),
      reason: z.enum(["merge", "forget"]),
    }),
  ),
  discarded: z.array(z.string()),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

export function toCheckpoint({ at, sealedUntilMs, lastCapturedMs, lastForgetAt, ...state }: LakeState): Checkpoint {
  const loads = [...state.loads.values()];
  return {
    at,
    sealedUntilMs,
    lastCapturedMs,
    lastForgetAt,
    loads: {
      id: loads.map(({ id }) => id),
      since: loads.map(({ since }) => since),
      capturedFromMs: loads.map(({ captured }) => captured.fromMs),
      capturedToMs: loads.map(({ captured }) => captured.toMs),
      events: loads.map(({ events }) => events),
      profiles: loads.map(({ profiles }) => profiles),
      tsFromMs: loads.map(({ ts }) => ts?.fromMs ?? null),
      tsToMs: loads.map(({ ts }) => ts?.toMs ?? null),
      bytes: loads.map(({ bytes }) => bytes),
    },
    replaced: [...state.replaced].map(([id, { atMs, since, by, reason }]) => ({ id, atMs, since, by, reason })),
    discarded: [...state.discarded],
  };
}

export function fromCheckpoint({
  at,
  sealedUntilMs,
  lastCapturedMs,
  lastForgetAt,
  loads,
  ...checkpoint
}: Checkpoint): LakeState {
  const state = emptyState();
  for (const [index, id] of loads.id.entries()) {
    const [fromMs, toMs] = [loads.tsFromMs[index] ?? null, loads.tsToMs[index] ?? null];
    state.loads.set(id, {
      id,
      since: loads.since[index] ?? 0,
      captured: { fromMs: loads.capturedFromMs[index] ?? 0, toMs: loads.capturedToMs[index] ?? 0 },
      events: loads.events[index] ?? 0,
      profiles: loads.profiles[index] ?? 0,
      ts: fromMs === null || toMs === null ? null : { fromMs, toMs },
      bytes: loads.bytes[index] ?? 0,
    });
  }
  for (const { id, ...replaced } of checkpoint.replaced) state.replaced.set(id, replaced);
  for (const id of checkpoint.discarded) state.discarded.add(id);
  return Object.assign(state, { at, sealedUntilMs, lastCapturedMs, lastForgetAt });
}
