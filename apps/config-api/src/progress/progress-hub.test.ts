import type { RunProgress } from "@sluice/types";
import { expect, test } from "vitest";
import { progressHub } from "./progress-hub.ts";

const runId = "1795487265-1795487265";
const progress: RunProgress = {
  requestId: 1795487265,
  runTimestamp: 1795487265,
  status: "Running",
  expectedRecords: 10,
  encodedRecords: 0,
  totals: { records: 0, objects: 0, bytes: 0 },
  jobs: { done: 0, planned: 1 },
  waiting: null,
  error: null,
};

test("nobody looks at a run that nobody follows any more", async () => {
  let looks = 0;
  const hub = progressHub({ pollMs: 1, onError: fail, read: async () => ({ ...progress, encodedRecords: ++looks }) });
  const [one, other] = [hub.follow(runId, never), hub.follow(runId, never)];
  await one.next();
  await other.next();
  await one.return();
  const before = looks;
  await expect.poll(() => looks).toBeGreaterThan(before);
  await other.return();
  let seen = -1;
  const isAtRest = () => {
    const same = looks === seen;
    seen = looks;
    return same;
  };
  await expect.poll(isAtRest, { interval: 50 }).toBe(true);
});

test("who comes later gets the present state at once, without another look", async () => {
  let looks = 0;
  const hub = progressHub({
    pollMs: 3_600_000,
    onError: fail,
    read: async () => ({ ...progress, encodedRecords: ++looks }),
  });
  const first = hub.follow(runId, never);
  await first.next();
  const shown = (await first.next()).value;
  const later = hub.follow(runId, never);
  expect((await later.next()).value).toBe(shown);
  expect(looks).toBe(1);
});

test("a look that goes wrong is told, and the next one goes on", async () => {
  const errors: unknown[] = [];
  let looks = 0;
  const read = async () => {
    if (++looks === 1) throw new Error("away");
    return progress;
  };
  const hub = progressHub({ pollMs: 1, onError: (error) => void errors.push(error), read });
  const states = hub.follow(runId, never);
  let state = (await states.next()).value;
  while (state === null) state = (await states.next()).value;
  expect(JSON.parse(state?.text ?? "")).toEqual(progress);
  expect(errors).toEqual([new Error("away")]);
  await states.return();
});

test("following ends when it is told to, though no look ends", async () => {
  const hub = progressHub({ pollMs: 1, onError: fail, read: () => new Promise(() => undefined) });
  const stop = new AbortController();
  const states = hub.follow(runId, stop.signal);
  expect((await states.next()).value).toBeNull();
  const next = states.next();
  stop.abort();
  expect(await next).toEqual({ done: true, value: undefined });
});

const never = new AbortController().signal;

function fail(error: unknown): never {
  throw error;
}
