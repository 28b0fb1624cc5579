import { expect, test } from "vitest";
import { severalAtOnce } from "./several-at-once.ts";

const never = new AbortController().signal;

/** Items that end when they are told to, and how many were at work together. */
function stage() {
  const begun: number[] = [];
  const ends = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  let [atWork, most] = [0, 0];
  const work = async (item: number, signal: AbortSignal): Promise<void> => {
    begun.push(item);
    most = Math.max(most, ++atWork);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    ends.set(item, { resolve, reject });
    signal.addEventListener("abort", () => reject(signal.reason));
    await promise.finally(() => atWork--);
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    begun,
    work,
    most: () => most,
    atWork: () => atWork,
    settle,
    async end(item: number) {
      ends.get(item)?.resolve();
      await settle();
    },
    async fail(item: number, error: Error) {
      ends.get(item)?.reject(error);
      await settle();
    },
  };
}

const sized = { most: 2, room: 100, sizeOf: (item: number) => item, signal: never };

test("items begin in their order, as many at once as may be", async () => {
  const { begun, work, end, settle, most } = stage();
  const done = severalAtOnce([1, 2, 3], sized, work);
  await settle();
  expect(begun).toEqual([1, 2]);
  await end(2);
  expect(begun).toEqual([1, 2, 3]);
  await end(1);
  await end(3);
  await done;
  expect(most()).toBe(2);
});

test("a large one is at work alone", async () => {
  const { begun, work, end, settle } = stage();
  const done = severalAtOnce([1, 500, 2], sized, work);
  await settle();
  expect(begun).toEqual([1]);
  await end(1);
  expect(begun).toEqual([1, 500]);
  await end(500);
  expect(begun).toEqual([1, 500, 2]);
  await end(2);
  await done;
});

test("when one fails, the others are stopped, no more begin, and its failure is what is thrown", async () => {
  const { begun, work, fail, settle, atWork } = stage();
  const done = severalAtOnce([1, 2, 3], sized, work);
  const failure = expect(done).rejects.toThrow("the second");
  await settle();
  await fail(2, new Error("the second"));
  await failure;
  expect([begun, atWork()]).toEqual([[1, 2], 0]);
});

test("an abort's reason is thrown once those at work have ended", async () => {
  const { work, settle, atWork } = stage();
  const calledOff = new AbortController();
  const done = severalAtOnce([1, 2, 3], { ...sized, signal: calledOff.signal }, work);
  const failure = expect(done).rejects.toThrow("called off");
  await settle();
  calledOff.abort(new Error("called off"));
  await failure;
  expect(atWork()).toBe(0);
});
