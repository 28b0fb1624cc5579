import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { crc32, gunzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { gzipContainer } from "./object-container.ts";

test("blocks of any size are one gzip member that holds them", async () => {
  const size = fc.oneof(
    fc.integer({ min: 0, max: 300 }),
    fc.constantFrom(32767, 32768, 262143, 262144, 262145, 700_000),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(size, { maxLength: 5 }), fc.integer({ min: 0, max: 9 }), async (sizes, level) => {
      const blocks = sizes.map((length, index) =>
        index % 2 === 0 ? randomBytes(length) : Buffer.alloc(length, "abc,"),
      );
      expect(gunzipSync(await wrapped(blocks, level)).equals(Buffer.concat(blocks))).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test("gzip itself finds no fault", async () => {
  const blocks = Array.from({ length: 5 }, (_, index) => Buffer.alloc(400_000, `block ${index},`));
  const bytes = await wrapped(blocks, 6);
  execFileSync("gzip", ["-t"], { input: bytes });
  expect(execFileSync("gzip", ["-dc"], { input: bytes, maxBuffer: 2 ** 26 }).equals(Buffer.concat(blocks))).toBe(true);
});

test("no piece grows beyond what was said it may", async () => {
  for (const level of [0, 1, 6, 9]) {
    for (const length of [1, 100, 262_144, 1_000_000]) {
      const pieces = await gzipContainer(level).wrap(randomBytes(length), Buffer.alloc(0));
      const total = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
      expect(total).toBeLessThanOrEqual(gzipContainer(level).maxWrapped(length));
    }
  }
});

test("what stood before a block makes it smaller", async () => {
  const block = randomBytes(20_000);
  const [alone, primed] = await Promise.all(
    [Buffer.alloc(0), block].map((before) => gzipContainer(6).wrap(block, before)),
  );
  expect(primed?.[0]?.byteLength).toBeLessThan((alone?.[0]?.byteLength ?? 0) / 10);
});

async function wrapped(blocks: readonly Buffer[], level: number): Promise<Buffer> {
  const container = gzipContainer(level);
  const all = Buffer.concat(blocks);
  const chunks: Uint8Array[] = [container.head];
  let end = 0;
  for (const block of blocks) {
    chunks.push(...(await container.wrap(block, all.subarray(Math.max(0, end - 32 * 1024), end))));
    end += block.byteLength;
  }
  return Buffer.concat([...chunks, container.tail(crc32(all), all.byteLength)]);
}
