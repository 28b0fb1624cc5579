/** What a script that is loaded when it is needed throws when it can't be had. */
const notFetched = /dynamically imported module|module script failed|preload CSS|script of this screen/i;

/** Whether a screen is not there because its script was not fetched, and not because it is wrong. */
export function isNotFetched(error: unknown): boolean {
  return error instanceof Error && notFetched.test(error.message);
}

/**
 * A screen's script. The router answers a missing one by loading the page again at once, which leads a browser that is
 * offline away from it; so it is told in other words, and the broken screen looks after it.
 */
export function scriptOf<T>(load: () => Promise<T>): () => Promise<T> {
  return () =>
    load().catch((error: unknown) => {
      throw isNotFetched(error) ? new Error("A script of this screen was not fetched.", { cause: error }) : error;
    });
}

/** Whether there is a page to load. */
export async function isAnswered(): Promise<boolean> {
  return await fetch("/favicon.svg", { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Whether this page was itself loaded again, so that doing so once more would hardly help. */
export function wasLoadedAgain(): boolean {
  return performance
    .getEntriesByType("navigation")
    .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type === "reload");
}
