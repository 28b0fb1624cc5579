import type { EpochMs } from "@sluice/types";
import { lakeFullAtMerge } from "../errors.ts";
import { isDiskFull } from "../is-disk-full.ts";
import { loadLister } from "../list-loads.ts";
import type { LogPlace } from "../log/commit-entry.ts";
import { type LogReader, logReader } from "../log/read-log.ts";
import { everything } from "../selection.ts";
import { chooseMerge, type MergeLimits } from "./choose-merges.ts";
import { commitRewrite, type Rewritten, rewriteLoads } from "./rewrite-loads.ts";

export interface CompactLoads extends LogPlace {
  readonly limits: MergeLimits;
  readonly now?: () => EpochMs;
  /** One that has read the log before saves reading it again. */
  readonly log?: LogReader;
  readonly onMerged?: (merged: Merged) => void;
  readonly signal?: AbortSignal;
}

export interface Merged {
  readonly loads: number;
  readonly records: number;
}

/**
 * Merges small loads into larger ones, until there is nothing worth it, and gives how many are gone. Plans and windows find the same
 * records before and after, while everything else goes on; of a merge that is killed nothing is seen.
 */
export async function compactLoads(options: CompactLoads): Promise<number> {
  const { directory, limits, now = Date.now, onMerged, signal } = options;
  const { project, log = logReader(directory) } = options;
  const listLoads = loadLister(directory);
  let gone = 0;
  for (;;) {
    signal?.throwIfAborted();
    const state = await log.latest(project);
    const chosen = chooseMerge(state.loads.values(), limits);
    if (chosen === null) return gone;
    let rewritten: Rewritten;
    try {
      const loads = await Array.fromAsync(listLoads(project, chosen, everything));
      rewritten = await rewriteLoads({ directory, project }, loads, signal ? { signal } : {});
    } catch (error) {
      signal?.throwIfAborted();
      if (isDiskFull(error)) throw lakeFullAtMerge(directory, error);
      // Where a user was forgotten in one of them meanwhile, its files may be gone already.
      const { loads } = await log.latest(project);
      if (chosen.every(({ id }) => loads.has(id))) throw error;
      continue;
    }
    if (!(await commitRewrite({ directory, project }, "merge", [rewritten], now(), log))) continue;
    gone += chosen.length - 1;
    onMerged?.({ loads: chosen.length, records: rewritten.by?.events ?? 0 });
  }
}
