import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { contents, madeRun, printedTs, withContent } from "../test-support/made-run.ts";
import { type DeliverySource, verifyRun } from "./mod.ts";

const manifestKey = "out/1790000000-1790000001.manifest.json";

test.each(["json", "csv", "xml"] as const)("an object that is not UTF-8 is a fault in %s", async (format) => {
  await using run = await madeRun(format);
  const text = Buffer.from(contents[format](printedTs, "Charg\xe9d")).toString();
  await withContent(run, gzipSync(Buffer.from(text, "latin1")));
  const { faults } = await verifyRun(run.source, manifestKey);
  expect(faults).toEqual([expect.objectContaining({ message: expect.stringContaining("is not UTF-8") })]);
});

test("an object is read no further when the check is given up", async () => {
  await using run = await madeRun();
  let readBytes = 0;
  async function* byteByByte(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      for (const byte of piece) {
        readBytes++;
        yield Uint8Array.of(byte);
      }
    }
  }
  const source: DeliverySource = {
    place: run.source.place,
    list: run.source.list,
    async read(key) {
      const pieces = await run.source.read(key);
      return pieces === null || key === manifestKey ? pieces : byteByByte(pieces);
    },
  };
  const stop = new AbortController();
  const verified = verifyRun(source, manifestKey, {
    signal: stop.signal,
    onProgress: ({ bytes }) => bytes > 0 && stop.abort(),
  });
  await expect(verified).rejects.toThrow("aborted");
  expect(readBytes).toBe(2);
});
