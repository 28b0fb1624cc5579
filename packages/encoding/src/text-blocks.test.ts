import type { ProfileBatch } from "@sluice/types";
import fc from "fast-check";
import { expect, test } from "vitest";
import { profileBatchOf, sampleRecord } from "./conformance/sample-record.ts";
import type { Block, BlockLimits } from "./encoder.ts";
import { type TextFormat, textBlockEncoder } from "./text-blocks.ts";

const limits = fc.record({
  maxBlockBytes: fc.integer({ min: 1, max: 300 }),
  maxBlockRecords: fc.nat(9).map((n) => n + 1),
});
const lengths = fc.array(fc.oneof(fc.nat(40), fc.nat(400)), { minLength: 1, maxLength: 40 });

test("lines that are copied many at once make the blocks that they make one by one", () => {
  fc.assert(
    fc.property(
      limits,
      lengths,
      fc.integer({ min: 1, max: 50 }),
      fc.nat(50),
      (limit, lineLengths, batchLength, odd) => {
        const oneByOne = blocksOf({ ...copied, run: undefined }, limit, lineLengths, batchLength);
        expect(blocksOf(copied, limit, lineLengths, batchLength)).toEqual(oneByOne);
        // A run that holds a certain record is refused.
        const refusing = blocksOf(
          { ...copied, run: (batch, from, to, out) => !holds(batch, from, to, odd) && copyRun(batch, from, to, out) },
          limit,
          lineLengths,
          batchLength,
        );
        expect(refusing).toEqual(oneByOne);
      },
    ),
    { numRuns: 500 },
  );
});

test("a block ends with the record that reaches a limit, and a record that reaches it alone is a block", () => {
  fc.assert(
    fc.property(limits, lengths, (limit, lineLengths) => {
      const { maxBlockBytes, maxBlockRecords } = limit;
      const blocks = blocksOf(copied, limit, lineLengths, 7);
      for (const { bytes, records } of blocks) {
        const lines = bytes.split("\n").slice(0, -1);
        expect(lines).toHaveLength(records);
        expect(records).toBeLessThanOrEqual(maxBlockRecords);
        const beforeLast = bytes.length - (lines.at(-1)?.length ?? 0) - 1;
        expect(beforeLast).toBeLessThan(maxBlockBytes);
        if (lines.some((line) => line.length + 1 >= maxBlockBytes)) expect(records).toBe(1);
      }
      expect(blocks.map(({ bytes }) => bytes).join("")).toBe(
        recordsOf(lineLengths)
          .map((line) => `${line}\n`)
          .join(""),
      );
    }),
    { numRuns: 500 },
  );
});

type Run = NonNullable<TextFormat<ProfileBatch>["run"]>;

const copyRun: Run = ({ lines, starts }, from, to, out) => {
  out.copy(lines, starts[from] ?? 0, starts[to] ?? 0);
  return true;
};

const copied: TextFormat<ProfileBatch> = {
  head: "",
  tail: "",
  record: (batch, index, out) => void copyRun(batch, index, index + 1, out),
  run: copyRun,
};

/** Whether the record of that instant is in the run. */
function holds({ tsMs }: ProfileBatch, from: number, to: number, instant: number): boolean {
  return tsMs.subarray(from, to).includes(instant);
}

function recordsOf(lineLengths: readonly number[]): string[] {
  return lineLengths.map((length, index) => `{"n":"${index}${"x".repeat(length)}"}`);
}

function blocksOf(
  format: TextFormat<ProfileBatch>,
  blockLimits: BlockLimits,
  lineLengths: readonly number[],
  batchLength: number,
) {
  const encoder = textBlockEncoder(format, blockLimits);
  const records = recordsOf(lineLengths).map((profile, tsMs) => sampleRecord({ profile, tsMs }));
  const blocks: (Omit<Block, "bytes" | "release"> & { readonly bytes: string })[] = [];
  const take = ({ bytes, release, ...block }: Block): void => {
    blocks.push({ ...block, bytes: Buffer.from(bytes).toString() });
    // What is written next may be written over it.
    release?.();
  };
  for (let start = 0; start < records.length; start += batchLength) {
    for (const block of encoder.encode(profileBatchOf(records.slice(start, start + batchLength)))) take(block);
  }
  for (const block of encoder.finish()) take(block);
  return blocks;
}
