import type { Page } from "playwright-core";

export interface MainThread {
  /** What the page's main thread has used of a processor so far; other programs on the machine do not add to it. */
  readonly busyMs: () => Promise<number>;
}

/** Watches how much a page works, by the time of the processor and not by the clock, which runs on under load. */
export async function mainThreadOf(page: Page): Promise<MainThread> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Performance.enable", { timeDomain: "threadTicks" });
  return {
    async busyMs() {
      const { metrics } = await devTools.send("Performance.getMetrics");
      const busy = metrics.find(({ name }) => name === "TaskDuration");
      if (!busy) throw new Error("this browser does not say how long its tasks take");
      return busy.value * 1_000;
    },
  };
}
