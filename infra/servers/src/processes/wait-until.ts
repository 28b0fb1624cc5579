import { setTimeout as pause } from "node:timers/promises";

const lookAgainMs = 40;

/** Looks until `look` gives a value. Its last error is the cause of what is thrown after `timeoutMs`. */
export async function waitUntil<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 120_000,
): Promise<T> {
  const endMs = performance.now() + timeoutMs;
  let lastError: unknown;
  while (performance.now() < endMs) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) return found;
      lastError = undefined;
    } catch (error) {
      if (error instanceof StopWaiting) throw error.cause;
      lastError = error;
    }
    await pause(lookAgainMs);
  }
  throw new Error(`gave up after ${timeoutMs / 1000} s: ${what}`, { cause: lastError });
}

/** Thrown by `look` when waiting longer can't help. */
export class StopWaiting extends Error {
  constructor(cause: unknown) {
    super("stop waiting", { cause });
  }
}
