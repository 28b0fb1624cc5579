import { cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "@sluice/types";
import { describe, expect, test } from "vitest";
import { type MadeRun, madeRun } from "../test-support/made-run.ts";
import { folderSource, verifyDelivery } from "./mod.ts";

const requestId = 1_790_000_000;

function keyOf(runTimestamp: number): string {
  return `out/${requestId}-${runTimestamp}.manifest.json`;
}

/** Puts empty runs, an hour each, beside each other; `change` may spoil the second. */
async function chainOfThree(change: Partial<Manifest> = {}): Promise<MadeRun> {
  const run = await madeRun();
  await rm(join(run.directory, "out"), { recursive: true });
  for (const number of [0, 1, 2]) {
    const manifest: Manifest = {
      ...run.manifest,
      runTimestamp: requestId + number,
      events: [],
      objects: [],
      expectedRecords: 0,
      totals: { records: 0, objects: 0, bytes: 0 },
      previous: number === 0 ? null : keyOf(requestId + number - 1),
      window: { axis: "capturedAt", from: `2026-10-01T0${number}:00:00Z`, to: `2026-10-01T0${number + 1}:00:00.000Z` },
      ...(number === 1 ? change : {}),
    };
    await run.put(keyOf(requestId + number), Buffer.from(JSON.stringify(manifest)));
  }
  return run;
}

test("runs whose windows meet are a chain", async () => {
  await using run = await chainOfThree();
  expect(await run.faults()).toEqual([]);
});

test("a window that begins after the one before it ended leaves a gap", async () => {
  await using run = await chainOfThree({
    window: { axis: "capturedAt", from: "2026-10-01T01:00:00.001Z", to: "2026-10-01T02:00:00Z" },
  });
  expect(await run.faults()).toEqual(["chain.gap"]);
});

test("a window that begins before the one before it ended overlaps", async () => {
  await using run = await chainOfThree({
    window: { axis: "capturedAt", from: "2026-10-01T00:59:59.999Z", to: "2026-10-01T02:00:00Z" },
  });
  expect(await run.faults()).toEqual(["chain.overlap"]);
});

test("a run in the middle that is missing is named by the one after it", async () => {
  await using run = await chainOfThree();
  await rm(join(run.directory, keyOf(requestId + 1)));
  expect(await run.faults()).toEqual(["chain.missing"]);
});

test("a later run that names no run before it is a fault", async () => {
  await using run = await chainOfThree({ previous: null });
  expect(await run.faults()).toEqual(["chain.missing"]);
});

test("the chain of one manifest goes back to the first run", async () => {
  await using run = await chainOfThree();
  const { source } = run;
  expect((await verifyDelivery({ source, prefix: keyOf(requestId + 2), chain: true })).runs).toHaveLength(3);
  expect((await verifyDelivery({ source, prefix: keyOf(requestId + 2) })).runs).toHaveLength(1);
});

test("a chain goes on under another prefix where the export was edited, and back from there", async () => {
  await using run = await chainOfThree();
  const { source } = run;
  const last = `moved/${requestId}-${requestId + 2}.manifest.json`;
  await mkdir(join(run.directory, "moved"));
  await rename(join(run.directory, keyOf(requestId + 2)), join(run.directory, last));
  expect(await run.faults()).toEqual([]);
  expect(await verifyDelivery({ source, prefix: "moved/", chain: true })).toMatchObject({
    ok: true,
    runs: [{}, {}, {}],
  });
  await rm(join(run.directory, keyOf(requestId + 1)));
  expect(await run.faults()).toEqual(["chain.missing"]);
});

test("a chain across an edit to another bucket needs both, and says so", async () => {
  await using run = await chainOfThree();
  const other = join(run.directory, "other-bucket");
  await mkdir(join(other, "out"), { recursive: true });
  await rename(join(run.directory, keyOf(requestId + 2)), join(other, keyOf(requestId + 2)));
  const [before, after] = [folderSource(join(run.directory)), folderSource(other)];
  const place = { source: after, prefix: "", chain: true };
  const alone = await verifyDelivery(place);
  expect(alone.chainFaults).toMatchObject([
    {
      code: "chain.missing",
      message: expect.stringMatching(/is not in .*other-bucket; where .* name that place too$/),
    },
  ]);
  const both = await verifyDelivery({ ...place, others: [{ source: before, prefix: "out/" }] });
  expect(both).toMatchObject({ ok: true, runs: [{}, {}, {}] });
});

test.each([
  ["outside the folder", `../${requestId}-1.manifest.json`],
  ["under a file", `${keyOf(requestId)}/${requestId}-1.manifest.json`],
])("a run before that is said to be %s is missing", async (_where, previous) => {
  await using run = await chainOfThree({ previous });
  const { source } = run;
  const { chainFaults } = await verifyDelivery({ source, prefix: keyOf(requestId + 1), chain: true });
  expect(chainFaults.map(({ code }) => code)).toEqual(["chain.missing"]);
});

test("the runs of an export that lie in two places are each a chain of their own", async () => {
  await using run = await chainOfThree();
  await cp(join(run.directory, "out"), join(run.directory, "copy"), { recursive: true });
  expect(await run.faults()).toEqual([]);
});

test("exports that run one time are left alone", async () => {
  await using run = await chainOfThree();
  for (const once of [7, 8]) {
    const manifest: Manifest = { ...run.manifest, requestId: once, runTimestamp: once, events: [], objects: [] };
    const empty = { ...manifest, expectedRecords: 0, totals: { records: 0, objects: 0, bytes: 0 } };
    await run.put(`out/${once}-${once}.manifest.json`, Buffer.from(JSON.stringify(empty)));
  }
  const { source } = run;
  expect(await verifyDelivery({ source, prefix: "", chain: true })).toMatchObject({ ok: true, chainFaults: [] });
});

test("only the export that is asked for is checked", async () => {
  await using run = await chainOfThree();
  const { source } = run;
  await run.put("out/5-6.manifest.json", Buffer.from("not one"));
  expect(await verifyDelivery({ source, prefix: "", requestId })).toMatchObject({ ok: true });
  expect(await verifyDelivery({ source, prefix: "" })).toMatchObject({ ok: false });
});

describe("windows that were skipped", () => {
  const window = { axis: "capturedAt", from: "2026-10-01T01:30:00Z", to: "2026-10-01T02:00:00Z" } as const;
  const half = { from: "2026-10-01T01:00:00Z", to: "2026-10-01T01:15:00Z" };
  const otherHalf = { from: "2026-10-01T01:15:00Z", to: "2026-10-01T01:30:00Z" };

  test("fill what lies between two runs, in any number", async () => {
    await using run = await chainOfThree({ window, skipped: [half, otherHalf] });
    expect(await run.faults()).toEqual([]);
  });

  test("that begin after the run before them ended leave a gap", async () => {
    await using run = await chainOfThree({ window, skipped: [otherHalf] });
    expect(await run.faults()).toEqual(["chain.gap"]);
  });

  test("that begin before the run before them ended overlap", async () => {
    await using run = await chainOfThree({ window, skipped: [{ from: "2026-10-01T00:45:00Z", to: window.from }] });
    expect(await run.faults()).toEqual(["chain.overlap"]);
  });

  test("must reach the run's window", async () => {
    await using run = await chainOfThree({ window, skipped: [half] });
    expect(await run.faults()).toEqual(["manifest.window"]);
  });

  test("must meet each other", async () => {
    const late = { from: "2026-10-01T01:20:00Z", to: window.from };
    await using run = await chainOfThree({ window, skipped: [half, late] });
    expect(await run.faults()).toEqual(["manifest.window"]);
  });

  test("must not go back, which would hide that a run delivers again what another one did", async () => {
    const again = { ...window, from: "2026-10-01T00:30:00Z" };
    const back = { from: "2026-10-01T01:00:00Z", to: again.from };
    await using run = await chainOfThree({ window: again, skipped: [back] });
    expect(await run.faults()).toEqual(["manifest.window"]);
  });

  test("must not be the run's own", async () => {
    await using run = await chainOfThree({ skipped: [{ from: "2026-10-01T01:00:00Z", to: "2026-10-01T02:00:00Z" }] });
    expect(await run.faults()).toEqual(["manifest.window"]);
  });
});
