import { type ConfigDb, forgetOld, forgetPlans } from "@sluice/config-store";

export interface RetentionRules {
  readonly days: number;
  /** How many rows a statement deletes at most, of each table. */
  readonly rows: number;
  readonly now: () => number;
}

const dayMs = 86_400_000;
const lookEveryMs = 3_600_000;
/** So many small steps in a row at most, so that others who wait for the same process have their turn. */
const stepsAtOnce = 50;

/**
 * Forgets in small steps what nobody needs any more: plans of runs that are done at once, and what is older than `days`
 * when it is looked for, every hour and for as long as there is some.
 */
export function applyRetention(store: ConfigDb, { days, rows, now }: RetentionRules): () => Promise<void> {
  let nextLookMs = 0;
  return async () => {
    let steps = 0;
    while (steps < stepsAtOnce && (await forgetPlans(store, { rows }))) steps += 1;
    if (now() < nextLookMs) return;
    while (steps < stepsAtOnce) {
      if (!(await forgetOld(store, { beforeMs: now() - days * dayMs, rows }))) {
        nextLookMs = now() + lookEveryMs;
        return;
      }
      steps += 1;
    }
  };
}
