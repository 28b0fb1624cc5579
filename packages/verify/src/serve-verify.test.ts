import { expect, test } from "vitest";
import { filesIn } from "../test-support/files-in.ts";
import { madeRun } from "../test-support/made-run.ts";
import { type FilesProgress, verifyInWorker } from "./browser-client.ts";
import { serveVerify } from "./serve-verify.ts";
import type { VerifyOutcome, VerifyRequest } from "./verify-messages.ts";

/** A worker's two ends; what passes is copied as it is between threads. */
function channel() {
  const { port1, port2 } = new MessageChannel();
  port1.start();
  port2.start();
  return { page: Object.assign(port1, { terminate: () => port1.close() }), worker: port2 };
}

test("the page has the worker's progress and then its report", async () => {
  await using run = await madeRun("parquet");
  const { page, worker } = channel();
  serveVerify(worker);
  const seen: FilesProgress[] = [];
  const outcome = await verifyInWorker(page, await filesIn(run.directory), {
    onProgress: (progress) => seen.push(progress),
  });
  expect(outcome).toMatchObject({ type: "done", report: { ok: true, runs: [{ objects: 2, records: 4 }] } });
  expect(seen[0]).toMatchObject({ bytesDone: 0, bytesTotal: run.manifest.totals.bytes });
});

test("what could not be checked is told in the words it has elsewhere", async () => {
  const { page, worker } = channel();
  serveVerify(worker);
  expect(await verifyInWorker(page, [])).toMatchObject({
    type: "failed",
    failure: { code: "verify.no_manifest", message: expect.stringContaining("no manifest in these files") },
  });
});

test("a worker that breaks is told of", async () => {
  const { page } = channel();
  const outcome = verifyInWorker(page, []);
  page.dispatchEvent(new Event("error"));
  expect(await outcome).toMatchObject({ type: "failed", failure: { code: "verify.broke_off" } });
});

test("a page that gives up waits for nobody", async () => {
  const { page } = channel();
  const stop = new AbortController();
  const outcome = verifyInWorker(page, [], { signal: stop.signal });
  stop.abort();
  expect(await outcome).toEqual({ type: "cancelled" });
  expect(await verifyInWorker(channel().page, [], { signal: AbortSignal.abort() })).toEqual({ type: "cancelled" });
});

test.each([
  ["a cancel ends the check", { type: "cancel" } as const, ["cancelled"]],
  [
    "a new start ends the check before it",
    { type: "start", files: [], timeZone: null } as const,
    ["cancelled", "failed"],
  ],
])("%s", async (_what, then, ends) => {
  await using run = await madeRun();
  const outcomes: VerifyOutcome["type"][] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const tell: ((event: { readonly data: VerifyRequest }) => void)[] = [];
  serveVerify({
    addEventListener: (_type, listener) => tell.push(listener),
    postMessage(answer) {
      if (answer.type === "progress") return;
      outcomes.push(answer.type);
      if (outcomes.length === ends.length) resolve();
    },
  });
  const start: VerifyRequest = { type: "start", files: await filesIn(run.directory), timeZone: null };
  for (const data of [start, then]) for (const listener of tell) listener({ data });
  await promise;
  expect(outcomes.toSorted()).toEqual(ends);
});
