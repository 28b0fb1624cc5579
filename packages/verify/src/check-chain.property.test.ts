import type { Manifest } from "@sluice/types";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { madeRun } from "../test-support/made-run.ts";
import { checkChain } from "./check-chain.ts";
import type { FoundManifest } from "./read-manifest.ts";

const requestId = 1_790_000_000;
const startMs = Date.UTC(2026, 9, 1);

let any: Manifest;
beforeAll(async () => {
  await using run = await madeRun();
  any = run.manifest;
});

interface Link {
  /** Length of the run's window. */
  readonly lengthMs: number;
  /** Lengths of windows that were skipped before it. */
  readonly skippedMs: readonly number[];
  /** Whether the export goes to another prefix from this run on. */
  readonly moves: boolean;
}

const lengthMs = fc.integer({ min: 1, max: 24 * 3_600_000 });
const links = (minLength: number) =>
  fc.array(fc.record<Link>({ lengthMs, skippedMs: fc.array(lengthMs, { maxLength: 2 }), moves: fc.boolean() }), {
    minLength,
    maxLength: 12,
  });

/** The manifests of an export's runs, whose windows meet, or are apart by what was skipped. */
function chainOf(made: readonly Link[]): FoundManifest[] {
  let atMs = startMs;
  let prefix = "out/";
  let previous: string | null = null;
  const next = (ms: number) => {
    const from = new Date(atMs).toISOString();
    atMs += ms;
    return { from, to: new Date(atMs).toISOString() };
  };
  return made.map((link, index) => {
    const skipped = index === 0 ? [] : link.skippedMs.map(next);
    if (link.moves) prefix = `out-${index}/`;
    const runTimestamp = requestId + index;
    const key = `${prefix}${requestId}-${runTimestamp}.manifest.json`;
    const window = { axis: "capturedAt" as const, ...next(link.lengthMs) };
    const manifest: Manifest = { ...any, runTimestamp, previous, skipped, window };
    previous = key;
    return { key, prefix, manifest };
  });
}

function codesOf(runs: readonly FoundManifest[]): string[] {
  return checkChain(runs).map(({ code }) => code);
}

/** A chain, and one of its runs that is not the first. */
const spoilt = links(2).chain((made) => fc.tuple(fc.constant(made), fc.integer({ min: 1, max: made.length - 1 })));

function changed(runs: readonly FoundManifest[], index: number, change: (manifest: Manifest) => Partial<Manifest>) {
  return runs.map((run, at) =>
    at === index ? { ...run, manifest: { ...run.manifest, ...change(run.manifest) } } : run,
  );
}

describe("whatever windows an export had", () => {
  test("its runs are a chain, in any order", () => {
    fc.assert(
      fc.property(
        links(1).chain((made) => fc.shuffledSubarray(chainOf(made), { minLength: made.length })),
        (runs) => {
          expect(codesOf(runs)).toEqual([]);
        },
      ),
    );
  });

  test("a run that is taken away is missed, unless it is the last", () => {
    fc.assert(
      fc.property(spoilt, ([made, index]) => {
        const runs = chainOf(made);
        expect(codesOf(runs.toSpliced(index - 1, 1))).toEqual(["chain.missing"]);
        expect(codesOf(runs.slice(0, -1))).toEqual([]);
      }),
    );
  });

  test("a window that ends later than the next one begins overlaps it, one that ends earlier leaves a gap", () => {
    fc.assert(
      fc.property(spoilt, fc.integer({ min: 1, max: 1_000_000 }), ([made, index], byMs) => {
        const runs = chainOf(made);
        const endingAt = (ms: number) =>
          changed(runs, index - 1, ({ window }) => ({
            window: { ...window, to: new Date(Date.parse(window.to) + ms).toISOString() },
          }));
        expect(codesOf(endingAt(byMs))).toEqual(["chain.overlap"]);
        expect(codesOf(endingAt(-byMs))).toEqual(["chain.gap"]);
      }),
    );
  });

  test("what was skipped and is not said to be is a gap", () => {
    fc.assert(
      fc.property(spoilt, lengthMs, ([made, index], ms) => {
        const skipping = made.map((link, at) => (at === index ? { ...link, skippedMs: [ms] } : link));
        expect(codesOf(changed(chainOf(skipping), index, () => ({ skipped: [] })))).toEqual(["chain.gap"]);
      }),
    );
  });

  test("a run that names none before it, or one that another follows, is a fault", () => {
    fc.assert(
      fc.property(spoilt, ([made, index]) => {
        const runs = chainOf(made);
        expect(codesOf(changed(runs, index, () => ({ previous: null })))).toEqual(["chain.missing"]);
        const last = runs.at(-1);
        if (!last) return;
        const runTimestamp = requestId + runs.length;
        const twin = { ...last.manifest, runTimestamp };
        const key = `${last.prefix}${requestId}-${runTimestamp}.manifest.json`;
        expect(codesOf([...runs, { ...last, key, manifest: twin }])).toEqual(["chain.overlap"]);
      }),
    );
  });
});
