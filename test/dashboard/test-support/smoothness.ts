import type { BrowserContext, Page } from "playwright-core";
import { z } from "zod";

const seenSchema = z.object({
  /** Milliseconds from the start of the navigation until the first export was there; null before. */
  firstRowMs: z.number().nullable(),
  /** How long each task took by the clock that held up the page for more than 50 ms. */
  longTasksMs: z.array(z.number()),
  /** Cumulative layout shift that nobody's input brought about. */
  layoutShift: z.number(),
});
export type Seen = z.infer<typeof seenSchema>;

/** What the main thread computed, in milliseconds of its own time: what other processes take from it does not count. */
export interface PageTasks {
  readonly totalMs: number;
  /** Each task of more than 50 ms, which is what a browser calls long. */
  readonly longMs: readonly number[];
}

const traceSchema = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.number(),
      tid: z.number(),
      /** Microseconds that the thread has computed. */
      tdur: z.number().optional(),
      args: z.looseObject({ name: z.string().optional().catch(undefined) }).optional(),
    }),
  ),
});
type TraceEvent = z.infer<typeof traceSchema>["traceEvents"][number];

const scrolledSchema = z.object({
  frames: z.number(),
  /** From one frame to the next, by the clock. */
  frameMs: z.object({ median: z.number(), p95: z.number() }),
  mostRows: z.number(),
});
export type Scrolled = z.infer<typeof scrolledSchema>;

/** Notes down from the start of each page how it loads and what holds it up. */
export async function watchSmoothness(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: watchScript });
}

/** What was noted since the page began. */
export async function lookBack(page: Page): Promise<Seen> {
  return seenSchema.parse(await page.evaluate("globalThis.seen"));
}

/** Scrolls down by so much in each frame, for so many frames or to the end of the page. */
export async function scrollDown(page: Page, stepPx: number, maxFrames = 10_000): Promise<Scrolled> {
  return scrolledSchema.parse(await page.evaluate(`(${scrollScript})(${stepPx}, ${maxFrames})`));
}

/** Notes down what the page's main thread computes while `action` goes on. */
export async function watchTasks<T>(page: Page, action: () => Promise<T>): Promise<{ result: T; tasks: PageTasks }> {
  const browser = page.context().browser();
  if (!browser) throw new Error("the page has no browser of its own");
  await browser.startTracing(page, { categories: ["-*", "disabled-by-default-devtools.timeline", "__metadata"] });
  let result: T;
  let trace: Buffer;
  try {
    result = await action();
  } finally {
    trace = await browser.stopTracing();
  }
  return { result, tasks: tasksOf(traceSchema.parse(JSON.parse(trace.toString("utf8"))).traceEvents) };
}

function tasksOf(events: readonly TraceEvent[]): PageTasks {
  const nameOf = new Map(
    events.filter(({ name }) => name === "thread_name").map((event) => [threadOf(event), event.args?.name]),
  );
  const byThread = new Map<string, number[]>();
  for (const event of events) {
    const thread = threadOf(event);
    if (event.name !== "RunTask" || event.tdur === undefined || nameOf.get(thread) !== "CrRendererMain") continue;
    const tasks = byThread.get(thread) ?? [];
    tasks.push(event.tdur / 1_000);
    byThread.set(thread, tasks);
  }
  // The browser may have spare pages, which do next to nothing.
  const [busiest] = [...byThread.values()].sort((one, other) => sum(other) - sum(one));
  if (!busiest) throw new Error("the trace has no task of the page");
  return { totalMs: sum(busiest), longMs: busiest.filter((ms) => ms > 50) };
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid}/${tid}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

const watchScript = `{
  const seen = { firstRowMs: null, longTasksMs: [], layoutShift: 0 };
  globalThis.seen = seen;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasksMs.push(Math.round(duration));
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) seen.layoutShift += value;
  }).observe({ type: "layout-shift", buffered: true });
  const rows = new MutationObserver(() => {
    if (document.querySelector("[data-request-id]") === null) return;
    rows.disconnect();
    // It is there for somebody once it is drawn.
    requestAnimationFrame(() => { seen.firstRowMs = Math.round(performance.now()); });
  });
  rows.observe(document, { childList: true, subtree: true });
}`;

const scrollScript = `async (stepPx, maxFrames) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const frames = [];
  let mostRows = 0;
  let last = await frame();
  for (let before = -1; window.scrollY !== before && frames.length < maxFrames; ) {
    before = window.scrollY;
    window.scrollBy(0, stepPx);
    const now = await frame();
    frames.push(now - last);
    last = now;
    mostRows = Math.max(mostRows, document.querySelectorAll("[data-index]").length);
  }
  frames.sort((one, other) => one - other);
  const at = (share) => frames[Math.floor(frames.length * share)];
  return { frames: frames.length, frameMs: { median: at(0.5), p95: at(0.95) }, mostRows };
}`;
