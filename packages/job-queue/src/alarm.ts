/** Wakes the one who waits. A ring that nobody waits for wakes the next one who does. */
export interface Alarm {
  readonly ring: () => void;
  /** Until it rings or has rung, `ms` have passed, or the signal aborts. Says whether it rang. */
  wait(ms: number): Promise<boolean>;
}

export function alarm(signal: AbortSignal): Alarm {
  let hasRung = false;
  let wake: (() => void) | null = null;
  const ring = (): void => {
    hasRung = true;
    wake?.();
  };
  signal.addEventListener("abort", ring);
  return {
    ring,
    async wait(ms) {
      if (!hasRung && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, ms);
        wake = resolve;
        await promise;
        wake = null;
        clearTimeout(timer);
      }
      const rang = hasRung;
      hasRung = false;
      return rang;
    },
  };
}
