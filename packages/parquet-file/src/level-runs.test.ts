import { ByteBuffer } from "@sluice/bytes";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LevelRuns } from "./mod.ts";

function written(levels: LevelRuns, width: number): Buffer {
  const out = new ByteBuffer();
  levels.write(out, width);
  return Buffer.from(out.written());
}

test("levels are written in the same way, whether they came one by one, in pieces or none at a time", () => {
  const piece = fc.record({ level: fc.integer({ min: 0, max: 3 }), count: fc.integer({ min: 0, max: 40 }) });
  fc.assert(
    fc.property(fc.array(fc.array(piece)), (rowGroups) => {
      const inPieces = new LevelRuns();
      for (const pieces of rowGroups) {
        const oneByOne = new LevelRuns();
        for (const { level, count } of pieces) {
          inPieces.add(level, count);
          for (let i = 0; i < count; i++) oneByOne.add(level, 1);
        }
        expect(inPieces.count).toBe(oneByOne.count);
        expect(written(inPieces, 2)).toEqual(written(oneByOne, 2));
        inPieces.clear();
      }
    }),
  );
});
