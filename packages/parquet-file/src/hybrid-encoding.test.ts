import { ByteBuffer, NumberList } from "@sluice/bytes";
import fc from "fast-check";
import { readRleBitPackedHybrid } from "hyparquet/src/encoding.js";
import { describe, expect, test } from "vitest";
import { HybridWriter, writeIndex, writeIndices } from "./mod.ts";

/** As another implementation reads them. */
function read(bytes: Uint8Array, width: number, count: number): number[] {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  const output: number[] = Array.from({ length: count }, () => -1);
  if (count > 0) readRleBitPackedHybrid(reader, width, output, bytes.byteLength);
  return output;
}

/** Runs of numbers that fit into so many bits. */
const runs = fc.integer({ min: 1, max: 24 }).chain((width) =>
  fc.record({
    width: fc.constant(width),
    runs: fc.array(
      fc.record({
        value: fc.integer({ min: 0, max: 2 ** width - 1 }),
        count: fc.oneof(fc.constant(1), fc.integer({ min: 0, max: 40 })),
      }),
      { maxLength: 40 },
    ),
  }),
);

describe("runs and packed groups", () => {
  test("are read as what was put, of any width, in runs or each on its own", () => {
    fc.assert(
      fc.property(runs, ({ width, runs }) => {
        const [out, each] = [new ByteBuffer(), new ByteBuffer()];
        const writer = new HybridWriter(out, width);
        for (const { value, count } of runs) writer.put(value, count);
        writer.end();
        const numbers = runs.flatMap(({ value, count }) => Array.from({ length: count }, () => value));
        expect(read(out.written(), width, numbers.length)).toEqual(numbers);

        const eachWriter = new HybridWriter(each, width);
        eachWriter.putEach(Uint32Array.from([...numbers, 7, 7]), numbers.length);
        eachWriter.end();
        expect(read(each.written(), width, numbers.length)).toEqual(numbers);
      }),
      { numRuns: 1_000 },
    );
  });

  test("come after the width in which every index of the dictionary has room", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70_000 }), fc.integer({ min: 0, max: 40 }), (size, count) => {
        const indices = new NumberList();
        for (let at = 0; at < count; at++) indices.push(at % 3 === 0 ? size - 1 : at % size);
        const [out, repeated] = [new ByteBuffer(), new ByteBuffer()];
        writeIndices(out, indices, size);
        writeIndex(repeated, size - 1, size, count);
        const width = out.bytes[0] ?? 0;
        expect(2 ** width).toBeGreaterThanOrEqual(size);
        expect(read(out.written().subarray(1), width, count)).toEqual([...indices.written()]);
        expect(repeated.bytes[0]).toBe(width);
        expect(new Set(read(repeated.written().subarray(1), width, count)).size).toBe(Math.min(1, count));
      }),
    );
  });

  test("have no room for a dictionary of more than 2^24 entries", () => {
    expect(() => writeIndex(new ByteBuffer(), 0, 2 ** 24 + 1, 1)).toThrow(RangeError);
  });
});
