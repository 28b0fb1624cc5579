import { DuckDBInstance } from "@duckdb/node-api";
import type { EpochMs } from "@sluice/types";
import { isErrnoException } from "../errno.ts";
import { lakeFullAtForgetting, lakeReadOnlyAtForgetting } from "../errors.ts";
import { isDiskFull } from "../is-disk-full.ts";
import { readLoad } from "../list-loads.ts";
import { isProjectLoaded } from "../load/project-databases.ts";
import { commitEntry, type LogPlace } from "../log/commit-entry.ts";
import type { LakeState } from "../log/lake-state.ts";
import type { LoadSummary } from "../log/log-entry.ts";
import { logReader } from "../log/read-log.ts";
import { type FindUsers, type FoundUsers, findUsers } from "./find-users.ts";
import { type ForgottenRecords, forgottenRecords } from "./forgotten-records.ts";
import { removeRewritten, rewriteLoads } from "./rewrite-loads.ts";
import type { ForgetOrder } from "./user-matcher.ts";

export interface ForgetUsers extends LogPlace {
  readonly orders: readonly ForgetOrder[];
  readonly now?: () => EpochMs;
  readonly onProgress?: (progress: ForgetProgress) => void;
  readonly signal?: AbortSignal;
}

export interface ForgetProgress {
  /** Loads. */
  readonly looked: number;
  readonly toLook: number;
  readonly rewritten: number;
}

/**
 * Rewrites every load that holds records of some users without them, and has all of those stand for the old ones at once.
 * Whatever is loaded, merged or forgotten meanwhile, no plan that is made from then on finds any. Gives how many records that
 * took, for each order; of one that is killed nothing is seen. Files of before stay until `removeReplaced` removes them.
 */
export async function forgetUsers(options: ForgetUsers): Promise<readonly ForgottenRecords[]> {
  const { directory, project, orders, signal } = options;
  try {
    if (orders.length > 0 && (await isProjectLoaded(directory, project))) await forgetInLoads(options);
    return await forgottenRecords({ directory, project }, orders);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (isDiskFull(error)) throw lakeFullAtForgetting(directory, error);
    throw isErrnoException(error, "EROFS", "EACCES", "EPERM") ? lakeReadOnlyAtForgetting(directory, error) : error;
  }
}

async function forgetInLoads(options: ForgetUsers): Promise<void> {
  const { directory, project } = options;
  const place = { directory, project };
  const log = logReader(directory);
  const found: Found = { clean: new Set(), rewritten: new Map(), old: new Set() };
  const duckdb = await DuckDBInstance.create(":memory:", { memory_limit: "128MB", threads: "1" });
  const connection = await duckdb.connect();
  try {
    for (;;) {
      try {
        await look({ ...options, duckdb: connection }, await log.latest(project), found);
        await dropStale(place, await log.latest(project), found);
      } catch (error) {
        // Only here is it certain that nobody has come to see them.
        await removeRewritten(place, summariesOf(found));
        throw error;
      }
      if (found.rewritten.size === 0 && found.old.size === 0) return;
      if (await commit(options, found)) {
        for (const { by } of found.rewritten.values()) if (by) found.clean.add(by.id);
        found.rewritten.clear();
        found.old.clear();
      }
    }
  } finally {
    connection.closeSync();
    duckdb.closeSync();
  }
}

/** What is known of loads, which never change, by their ids. */
interface Found {
  /** Without the users. */
  readonly clean: Set<string>;
  /** What is to stand for those that are there. */
  readonly rewritten: Map<string, RewrittenLoad>;
  /** Those that are there no more but for plans of before. */
  readonly old: Set<string>;
}

interface RewrittenLoad extends Pick<FoundUsers, "events" | "profiles"> {
  readonly by: LoadSummary | null;
}

/** Looks at every load that is not known yet. */
async function look(options: FindUsers & ForgetUsers, state: LakeState, found: Found): Promise<void> {
  const { directory, project, orders, onProgress, signal } = options;
  const untilMs = Math.max(...orders.map((order) => order.untilMs));
  const place = { directory, project };
  const isKnown = (id: string) => found.clean.has(id) || found.rewritten.has(id) || found.old.has(id);
  const present = [...state.loads.values()].filter(({ id, captured }) => captured.fromMs <= untilMs && !isKnown(id));
  const old = [...state.replaced].flatMap(([id, { reason }]) => (reason === "merge" && !isKnown(id) ? [id] : []));
  const toLook = present.length + old.length;
  let looked = 0;
  const lookAt = async (id: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      signal?.throwIfAborted();
      // Somebody else has rewritten it, and its files are gone.
      const { loads, replaced } = await logReader(directory).latest(project);
      if (loads.has(id) || replaced.get(id)?.reason === "merge") throw error;
    }
    looked++;
    onProgress?.({ looked, toLook, rewritten: found.rewritten.size });
  };
  for (const summary of present) {
    await lookAt(summary.id, async () => {
      const load = await readLoad(directory, project, summary);
      const users = await findUsers(options, load);
      if (users === null) return void found.clean.add(load.id);
      const { kept, events, profiles } = users;
      const { by } = await rewriteLoads(place, [load], { kept, ...(signal ? { signal } : {}) });
      found.rewritten.set(load.id, { by, events, profiles });
    });
  }
  for (const id of old) {
    await lookAt(id, async () => {
      const isFound = await findUsers(options, await readLoad(directory, project, { ...unknown, id }));
      (isFound ? found.old : found.clean).add(id);
    });
  }
}

/** The log doesn't say any more when a replaced load was captured; it was before it was replaced. */
const unknown: Omit<LoadSummary, "id"> = {
  captured: { fromMs: 0, toMs: 0 },
  events: 0,
  profiles: 0,
  ts: null,
  bytes: 0,
};

/** Drops what others have rewritten meanwhile; what stands for it now is looked at next. */
async function dropStale(place: LogPlace, { loads, replaced, discarded }: LakeState, found: Found): Promise<void> {
  for (const [id, { by }] of found.rewritten) {
    if (loads.has(id) && !(by && discarded.has(by.id))) continue;
    found.rewritten.delete(id);
    if (by) await removeRewritten(place, [by]);
  }
  for (const id of found.old) if (replaced.get(id)?.reason !== "merge") found.old.delete(id);
}

async function commit(options: ForgetUsers, found: Found): Promise<boolean> {
  const { directory, project, orders, now = Date.now } = options;
  const rewritten = [...found.rewritten.values()];
  const by = summariesOf(found);
  const sumOf = (counts: (load: RewrittenLoad) => number | undefined) =>
    rewritten.reduce((sum, load) => sum + (counts(load) ?? 0), 0);
  const forgot = orders.map(({ request }, place) => ({
    request,
    events: sumOf(({ events }) => events[place]),
    profiles: sumOf(({ profiles }) => profiles[place]),
  }));
  let isDone = false;
  await commitEntry({ directory, project }, ({ loads, replaced, discarded }) => {
    // It may be there although writing it failed.
    isDone = by.length > 0 && by.every(({ id }) => loads.has(id));
    if (isDone || by.some(({ id }) => discarded.has(id))) return null;
    isDone = [...found.rewritten.keys()].every((id) => loads.has(id));
    isDone &&= [...found.old].every((id) => replaced.has(id));
    if (!isDone) return null;
    return {
      type: "rewrite",
      reason: "forget",
      replaced: [...found.rewritten.keys(), ...found.old],
      by,
      atMs: now(),
      forgot,
    };
  });
  return isDone;
}

function summariesOf({ rewritten }: Found): LoadSummary[] {
  return [...rewritten.values()].flatMap(({ by }) => by ?? []);
}
