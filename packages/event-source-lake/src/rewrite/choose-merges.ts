import type { LoadSummary } from "../log/log-entry.ts";

export interface MergeLimits {
  /** So many loads of about a size make a merge worth it; 2 or more. */
  readonly minLoads: number;
  /** More are not merged at once: each takes a file and some memory. */
  readonly maxLoads: number;
  /** Of what is merged at once. */
  readonly maxBytes: number;
}

/** What a loader merges after itself: a record is written anew about once for every factor of 32 that there is more. */
export const loaderLimits: MergeLimits = { minLoads: 32, maxLoads: 64, maxBytes: 64 * 1024 * 1024 };
/** What is merged now and then. */
export const maintenanceLimits: MergeLimits = { minLoads: 4, maxLoads: 64, maxBytes: 512 * 1024 * 1024 };
/** What is merged when somebody asks for it. */
export const thoroughLimits: MergeLimits = { minLoads: 2, maxLoads: 64, maxBytes: 512 * 1024 * 1024 };

const smallestTierBytes = 1024 * 1024;
const tierFactor = 16;

/**
 * Which loads are to be one, the smallest first: neighbours by when they were captured, of about a size, so that large
 * ones are not written anew for the sake of a few small ones. Null where nothing is worth it.
 */
export function chooseMerge(loads: Iterable<LoadSummary>, limits: MergeLimits): readonly LoadSummary[] | null {
  const tiers = new Map<number, LoadSummary[]>();
  for (const load of loads) {
    if (load.bytes * 2 > limits.maxBytes) continue;
    const tier = tierOf(load.bytes);
    const list = tiers.get(tier) ?? [];
    list.push(load);
    tiers.set(tier, list);
  }
  for (const tier of [...tiers.keys()].sort((a, b) => a - b)) {
    const list = (tiers.get(tier) ?? []).sort((a, b) => a.captured.fromMs - b.captured.fromMs);
    if (list.length < limits.minLoads) continue;
    const chosen = takeFirst(list, limits);
    if (chosen.length >= limits.minLoads) return chosen;
  }
  return null;
}

function tierOf(bytes: number): number {
  return Math.max(0, Math.ceil(Math.log(bytes / smallestTierBytes) / Math.log(tierFactor)));
}

function takeFirst(list: readonly LoadSummary[], { maxLoads, maxBytes }: MergeLimits): LoadSummary[] {
  const chosen: LoadSummary[] = [];
  let bytes = 0;
  for (const load of list) {
    bytes += load.bytes;
    if (chosen.length === maxLoads || bytes > maxBytes) break;
    chosen.push(load);
  }
  return chosen;
}
