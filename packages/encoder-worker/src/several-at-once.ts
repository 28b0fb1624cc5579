export interface AtOnce<Item> {
  readonly most: number;
  /** All that are at work together are no larger than this; a larger one is at work alone. */
  readonly room: number;
  readonly sizeOf: (item: Item) => number;
  readonly signal: AbortSignal;
}

/**
 * Begins the items in their order, each as soon as there is room for it. When one fails, the others' signals abort, and
 * once all have ended, that failure is thrown.
 */
export async function severalAtOnce<Item>(
  items: readonly Item[],
  { most, room, sizeOf, signal }: AtOnce<Item>,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const stopped = AbortSignal.any([signal, failed.signal]);
  const atWork = new Set<Promise<void>>();
  let used = 0;
  const begin = (item: Item, size: number): void => {
    used += size;
    const one: Promise<void> = work(item, stopped)
      .catch((error: unknown) => failed.abort(error))
      .finally(() => {
        used -= size;
        atWork.delete(one);
      });
    atWork.add(one);
  };
  for (const item of items) {
    const size = sizeOf(item);
    while (atWork.size > 0 && (atWork.size >= most || used + size > room)) await Promise.race(atWork);
    if (stopped.aborted) break;
    begin(item, size);
  }
  await Promise.all(atWork);
  stopped.throwIfAborted();
}
