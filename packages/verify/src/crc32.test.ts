import { crc32 as ofZlib } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { crc32 } from "./crc32.ts";

test("the CRC-32 is zlib's, for pieces of every length and from every place", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(7), fc.nat(2 ** 32 - 1), (bytes, start, before) => {
      const piece = bytes.subarray(Math.min(start, bytes.length));
      expect(crc32(piece, before)).toBe(ofZlib(piece, before));
    }),
  );
});
