import { readdir, readFile } from "node:fs/promises";
import type { Failure } from "@sluice/types";
import { ApplicationFailure } from "@temporalio/common";
import { Worker } from "@temporalio/worker";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { idleActivities, type WorkflowLab, workflowLab } from "../../test-support/run-on-temporal.ts";

let lab: WorkflowLab;
beforeAll(async () => {
  lab = await workflowLab();
});
afterAll(() => lab?.[Symbol.asyncDispose]());

describe("a run", () => {
  test("encodes every job once, with a window of them in flight, and then finishes", async () => {
    const encoded: number[] = [];
    let inFlight = 0;
    let most = 0;
    let finishedAfter = -1;
    await lab.run(
      {
        ...idleActivities(40, 5),
        encodeJob: async ({ jobIndex }) => {
          most = Math.max(most, ++inFlight);
          await new Promise((resolve) => setTimeout(resolve, 5));
          inFlight--;
          encoded.push(jobIndex);
          return { records: 10, bytes: 100 };
        },
        finishRun: async () => {
          finishedAfter = encoded.length;
        },
      },
      (handle) => handle.result(),
    );
    expect(encoded.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect(most).toBeLessThanOrEqual(5);
    expect(finishedAfter).toBe(40);
  });

  test("without records finishes at once", async () => {
    let finished = 0;
    const activities = {
      ...idleActivities(0, 5),
      finishRun: async () => {
        finished++;
      },
    };
    await lab.run(activities, (handle) => handle.result());
    expect(finished).toBe(1);
  });

  test("shows operators what it is doing", async () => {
    const details = await lab.run(idleActivities(3, 2), async (handle) => {
      await handle.result();
      const { events } = await handle.fetchHistory();
      const summaries = events?.flatMap(({ userMetadata }) => userMetadata?.summary?.data ?? []) ?? [];
      return summaries.map((data) => Buffer.from(data).toString());
    });
    expect(details).toContain('"csv · Charged · db 1 · 2 of 3"');
  });

  test("fails with the job's code and words, and does not write a manifest", async () => {
    let failure: Failure | undefined;
    let finished = false;
    const message = "The bucket acme-exports refused PutObject.";
    const ended = lab.run(
      {
        ...idleActivities(10, 2),
        encodeJob: async () => {
          throw ApplicationFailure.create({ type: "connection.access_denied", message, nonRetryable: true });
        },
        failRun: async (ending) => {
          failure = ending.failure;
        },
        finishRun: async () => {
          finished = true;
        },
      },
      (handle) => handle.result(),
    );
    await expect(ended).rejects.toThrow();
    expect(failure).toEqual({ code: "connection.access_denied", message, retryable: false });
    expect(finished).toBe(false);
  });

  test("tries again what may pass", async () => {
    let attempts = 0;
    await lab.run(
      {
        ...idleActivities(1, 1),
        encodeJob: async () => {
          if (++attempts < 3) throw ApplicationFailure.create({ type: "connection.throttled", message: "slow down" });
          return { records: 10, bytes: 100 };
        },
      },
      (handle) => handle.result(),
    );
    expect(attempts).toBe(3);
  });

  test("that is stopped says so, without waiting for its jobs", async () => {
    let stopped = 0;
    let release = () => {};
    const busy = new Promise<void>((resolve) => {
      release = resolve;
    });
    const status = await lab.run(
      {
        ...idleActivities(4, 2),
        encodeJob: async () => {
          await busy;
          return { records: 10, bytes: 100 };
        },
        stopRun: async () => {
          stopped++;
        },
      },
      async (handle) => {
        await expect.poll(async () => (await handle.describe()).historyLength, { timeout: 30_000 }).toBeGreaterThan(8);
        await handle.cancel();
        await expect(handle.result()).rejects.toThrow();
        const { status } = await handle.describe();
        release();
        return status.name;
      },
    );
    expect(status).toBe("CANCELLED");
    expect(stopped).toBe(1);
  });

  test("of very many jobs goes on in a new history and encodes each once", async () => {
    const encoded: number[] = [];
    const histories = await lab.run(
      {
        ...idleActivities(1_600, 100),
        encodeJob: async ({ jobIndex }) => {
          encoded.push(jobIndex);
          return { records: 10, bytes: 100 };
        },
      },
      async (handle) => {
        const first = (await handle.describe()).runId;
        await handle.result();
        return [first, (await handle.describe()).runId];
      },
    );
    expect(new Set(encoded).size).toBe(1_600);
    expect(encoded).toHaveLength(1_600);
    expect(histories[0]).not.toBe(histories[1]);
  });
});

test("runs and recurring exports that were recorded by earlier versions still replay", async () => {
  const folder = new URL("./histories/", import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  expect(names.length).toBeGreaterThanOrEqual(8);
  for (const name of names) {
    const history: unknown = JSON.parse(await readFile(new URL(name, folder), "utf8"));
    await Worker.runReplayHistory({ workflowBundle: lab.workflowBundle }, history);
  }
});
