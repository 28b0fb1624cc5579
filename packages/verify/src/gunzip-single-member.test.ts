import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { browserPlatform } from "./browser-platform.ts";
import { gunzipSingleMember } from "./gunzip-single-member.ts";
import { nodePlatform } from "./node-platform.ts";
import type { Platform } from "./platform.ts";

const content = fc.oneof(
  fc.uint8Array({ maxLength: 5_000 }),
  fc.tuple(fc.string(), fc.nat(40_000)).map(([text, times]) => Buffer.from(text.repeat(times))),
);

test("a whole member is unpacked alike in Node.js and in a browser, however it comes", async () => {
  await fc.assert(
    fc.asyncProperty(
      content,
      fc.constantFrom(0, 1, 6, 9),
      fc.integer({ min: 1, max: 70_000 }),
      async (bytes, level, size) => {
        const stored = gzipSync(bytes, { level });
        for (const platform of [nodePlatform, browserPlatform]) {
          expect(await outcome(platform, stored, Math.max(size, stored.length / 500))).toEqual(
            Buffer.from(bytes).toString("latin1"),
          );
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("what is wrong with a member is said in the same words in Node.js and in a browser", async () => {
  const damage = fc.oneof(
    fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), bit: fc.nat(7) }),
    fc.record({ keep: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ extra: fc.uint8Array({ minLength: 1, maxLength: 20 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1, maxLength: 2_000 }), damage, async (text, broken) => {
      const whole = gzipSync(text);
      const stored =
        "keep" in broken
          ? whole.subarray(0, Math.floor(broken.keep * whole.length))
          : Buffer.concat([whole, "extra" in broken ? broken.extra : new Uint8Array(0)]);
      if ("at" in broken) {
        const at = Math.floor(broken.at * (whole.length - 1));
        stored[at] = (stored[at] ?? 0) ^ (1 << broken.bit);
      }
      expect(await outcome(browserPlatform, stored, 64)).toBe(await outcome(nodePlatform, stored, 64));
    }),
    { numRuns: 300 },
  );
});

/** What is in the member, a character a byte, or what is wrong with it. */
async function outcome(platform: Platform, stored: Uint8Array, size: number): Promise<string> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < stored.length; start += size) yield stored.subarray(start, start + size);
  }
  try {
    return Buffer.concat(await Array.fromAsync(gunzipSingleMember(chunks(), platform))).toString("latin1");
  } catch (error) {
    return String(error);
  }
}
