import { setTimeout } from "node:timers/promises";
import type { BucketAction } from "./errors.ts";
import { objectStoreError } from "./object-store-error.ts";
import type { ObjectStore } from "./open-object-store.ts";
import { tookLong } from "./transfer/transfer-errors.ts";

/**
 * Tries what may pass a few times in quick succession; longer troubles are the caller's. Throws a `SluiceError`, or the
 * signal's reason.
 */
export async function withQuickRetries(
  store: ObjectStore,
  action: BucketAction,
  signal: AbortSignal,
  attempt: () => Promise<unknown>,
): Promise<void> {
  for (const pauseMs of [...store.pausesMs, null]) {
    try {
      await attempt();
      return;
    } catch (error) {
      signal.throwIfAborted();
      const failure = objectStoreError(store, action, error);
      if (!failure.retryable || pauseMs === null || tookLong(error)) throw failure;
    }
    await setTimeout(pauseMs ?? 0, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}
