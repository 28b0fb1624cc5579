import type { EpochMs, RunId } from "@sluice/types";

/** How fast runs go, from how far they were when somebody looked. */
export interface RunPaces {
  /** Takes note of how far a run is, and gives records per second over the last looks; null before there are two. */
  readonly paceOf: (runId: RunId, records: number, atMs: EpochMs) => number | null;
  /** Forgets all others. */
  readonly keepOnly: (runIds: ReadonlySet<RunId>) => void;
}

interface Look {
  readonly records: number;
  readonly atMs: EpochMs;
}

const spanMs = 10_000;

export function runPaces(): RunPaces {
  const looks = new Map<RunId, Look[]>();
  return {
    paceOf(runId, records, atMs) {
      const past = (looks.get(runId) ?? []).filter((look) => look.atMs > atMs - spanMs && look.records <= records);
      looks.set(runId, [...past, { records, atMs }]);
      const [first] = past;
      return first && first.atMs < atMs ? ((records - first.records) * 1_000) / (atMs - first.atMs) : null;
    },
    keepOnly(runIds) {
      for (const runId of looks.keys()) if (!runIds.has(runId)) looks.delete(runId);
    },
  };
}
