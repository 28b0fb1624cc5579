import type { Logger } from "./service-log.ts";

/**
 * Aborts at the first SIGTERM or SIGINT. A process that has not ended by itself `graceMs` later is ended with exit
 * code 1.
 */
export function stopSignal({ graceMs, log }: { readonly graceMs: number; readonly log: Logger }): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      if (stopping.signal.aborted) return;
      log.info({ signal }, "stopping");
      stopping.abort();
      setTimeout(() => {
        log.error({ graceMs }, "not ended in time");
        process.exit(1);
      }, graceMs).unref();
    });
  }
  return stopping.signal;
}
