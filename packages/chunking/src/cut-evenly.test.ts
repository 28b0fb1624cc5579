import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutEvenly, minCutBytes, type Stretch } from "./cut-evenly.ts";

const limits = { maxRecords: 1_000_000, maxSourceBytes: 512 * 1024 * 1024, parallelism: 1 };

function recordsOf(stretches: readonly Stretch[], changed: Partial<typeof limits> = {}): number[] {
  const segments = cutEvenly(stretches, { ...limits, ...changed });
  return segments.map((pieces) => pieces.reduce((sum, { records }) => sum + records, 0));
}

/** Of some hundred bytes each. */
const ofRecords = (records: number): Stretch => ({ records, sourceBytes: records * 400 });

describe("an event's records", () => {
  test("are one segment as long as they fit into one", () => {
    expect(recordsOf([ofRecords(1_000_000)])).toEqual([1_000_000]);
    expect(recordsOf([ofRecords(1)], { parallelism: 64 })).toEqual([1]);
    expect(recordsOf([ofRecords(100_000), ofRecords(200_000), ofRecords(700_000)])).toEqual([1_000_000]);
  });

  test("that pass the limit by a little are halves, not a whole and a rest", () => {
    expect(recordsOf([ofRecords(1_100_000)])).toEqual([550_000, 550_000]);
    expect(recordsOf([{ records: 1_000, sourceBytes: 600 * 1024 * 1024 }])).toEqual([500, 500]);
  });

  test("are cut for as many encoders as there are when they are many", () => {
    expect(recordsOf([ofRecords(1_000_000)], { parallelism: 4 })).toEqual([250_000, 250_000, 250_000, 250_000]);
    // Three would leave one of two encoders idle at the end.
    expect(recordsOf([ofRecords(3_000_000)], { parallelism: 2, maxSourceBytes: 2 ** 31 })).toHaveLength(4);
  });

  test("are not cut into less than an object is worth", () => {
    const sourceBytes = 2.5 * minCutBytes;
    expect(recordsOf([{ records: 100, sourceBytes }], { parallelism: 8 })).toEqual([50, 50]);
    expect(recordsOf([{ records: 100, sourceBytes: minCutBytes * 1.9 }], { parallelism: 8 })).toEqual([100]);
  });

  test("of thousands of small stretches are cut as those of one are", () => {
    const many = Array.from({ length: 5_000 }, () => ofRecords(220));
    expect(recordsOf(many)).toEqual(recordsOf([ofRecords(1_100_000)]));
    expect(cutEvenly(many, limits)[0]?.slice(0, 2)).toEqual([
      { stretch: 0, first: 0, records: 220, sourceBytes: 88_000 },
      { stretch: 1, first: 0, records: 220, sourceBytes: 88_000 },
    ]);
  });

  test("are cut by their size where stretches differ in it", () => {
    const small = { records: 900_000, sourceBytes: 90_000_000 };
    const large = { records: 1_000, sourceBytes: 500_000_000 };
    const segments = cutEvenly([small, large], limits);
    expect(segments).toHaveLength(2);
    const bytes = segments.map((pieces) => pieces.reduce((sum, piece) => sum + piece.sourceBytes, 0));
    for (const size of bytes) expect(size).toBeLessThanOrEqual(limits.maxSourceBytes);
  });

  test("are none where there are none", () => {
    expect(cutEvenly([], limits)).toEqual([]);
    expect(cutEvenly([{ records: 0, sourceBytes: 0 }], limits)).toEqual([]);
  });
});

test("every record is in exactly one segment, in order, within the limits, whatever the stretches", () => {
  const anyStretch = fc.record({ records: fc.nat(300), recordBytes: fc.constantFrom(0, 1, 400, 5_000_000) });
  const anyLimits = fc.record({
    maxRecords: fc.integer({ min: 1, max: 400 }),
    maxSourceBytes: fc.integer({ min: 1, max: 200_000_000 }),
    parallelism: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(anyStretch), anyLimits, (drafts, some) => {
      const stretches = drafts.map(({ records, recordBytes }) => ({ records, sourceBytes: records * recordBytes }));
      const segments = cutEvenly(stretches, some);
      const place = stretches.map(() => 0);
      let last = 0;
      for (const pieces of segments) {
        const records = pieces.reduce((sum, piece) => sum + piece.records, 0);
        const bytes = pieces.reduce((sum, piece) => sum + piece.sourceBytes, 0);
        const largest = Math.max(...pieces.map((piece) => piece.sourceBytes / piece.records));
        expect(records).toBeGreaterThan(0);
        expect(records).toBeLessThanOrEqual(some.maxRecords);
        if (records > 1) expect(bytes).toBeLessThanOrEqual(some.maxSourceBytes + largest * 1.001);
        for (const piece of pieces) {
          expect(piece.records).toBeGreaterThan(0);
          expect(piece.stretch).toBeGreaterThanOrEqual(last);
          expect(piece.first).toBe(place[piece.stretch]);
          last = piece.stretch;
          place[piece.stretch] = piece.first + piece.records;
        }
      }
      expect(place).toEqual(stretches.map(({ records }) => records));
    }),
  );
});
