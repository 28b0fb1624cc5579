import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { RunId, RunProgress, RunStatus } from "@sluice/types";
import { settled } from "../http/settled.ts";

/** How far a run is. The same object for as long as nothing changes. */
export interface ProgressState {
  /** Names the state: equal states have equal ids, in every process. */
  readonly id: string;
  /** A `RunProgress` as JSON. */
  readonly text: string;
  readonly isOver: boolean;
}

/** Lets many follow a run at the cost of one. */
export interface ProgressHub {
  /**
   * The states of a run, the present one first, up to the one where it is over. Null again and again in between, so that
   * whoever follows can see to other things. Ends when `signal` aborts.
   */
  readonly follow: (runId: RunId, signal: AbortSignal) => AsyncGenerator<ProgressState | null, void>;
}

export interface ProgressSource {
  readonly read: (runId: RunId) => Promise<RunProgress>;
  readonly onError: (error: unknown, runId: RunId) => void;
  readonly pollMs: number;
}

/** Reads a run's progress once in `pollMs` for all who follow it here, and not at all when nobody does. */
export function progressHub(source: ProgressSource): ProgressHub {
  const watches = new Map<RunId, Watch>();
  return {
    async *follow(runId, signal) {
      const watch = watches.get(runId) ?? startWatch(source, watches, runId);
      watch.followers += 1;
      try {
        let shown: ProgressState | undefined;
        while (!signal.aborted) {
          const { state, nextLook } = watch;
          if (state !== undefined && state !== shown) {
            shown = state;
            yield state;
            if (state.isOver) return;
          } else yield null;
          await settled(nextLook.promise, signal);
        }
      } finally {
        watch.followers -= 1;
      }
    },
  };
}

interface Watch {
  followers: number;
  state: ProgressState | undefined;
  /** Resolves when the state has been read, or could not be. */
  nextLook: PromiseWithResolvers<void>;
}

function startWatch(source: ProgressSource, watches: Map<RunId, Watch>, runId: RunId): Watch {
  const watch: Watch = { followers: 0, state: undefined, nextLook: Promise.withResolvers() };
  watches.set(runId, watch);
  void keepLooking(source, watch, runId, () => watches.delete(runId));
  return watch;
}

/** Calls `end` in the same breath in which it finds that nobody follows any more. */
async function keepLooking(source: ProgressSource, watch: Watch, runId: RunId, end: () => void): Promise<void> {
  do {
    const state = await source.read(runId).then(progressState, (error: unknown) => source.onError(error, runId));
    if (state && state.id !== watch.state?.id) watch.state = state;
    const { nextLook } = watch;
    watch.nextLook = Promise.withResolvers();
    nextLook.resolve();
    // Whoever comes after the last state begins a watch of his own, which sees a run that was retried.
    if (watch.state?.isOver) break;
    await setTimeout(source.pollMs);
  } while (watch.followers > 0);
  end();
}

function progressState(progress: RunProgress): ProgressState {
  const text = JSON.stringify(progress);
  const id = createHash("sha256").update(text).digest("base64url").slice(0, 22);
  return { id, text, isOver: isOver[progress.status] };
}

const isOver: Readonly<Record<RunStatus, boolean>> = {
  Pending: false,
  Running: false,
  Done: true,
  Stopped: true,
  Failed: true,
};
