import fc from "fast-check";
import { expect, test } from "vitest";
import { inputLines, maxLineBytes, tooLong } from "./input-lines.ts";
import { inputLineAt, notUtf8 } from "./line-batch.ts";

test("lines are the same wherever the bytes are cut into chunks, and keep their numbers where some are blank", async () => {
  const pieces = fc.constantFrom("a", "é", "😀", "\n", "\n", "\r\n", " ", "\u00a0", "\ufeff", "\0", "{}");
  const texts = fc.array(pieces, { maxLength: 40 }).map((list) => list.join(""));
  await fc.assert(
    fc.asyncProperty(texts, fc.array(fc.nat(80), { maxLength: 8 }), async (text, cuts) => {
      const expected = (text.startsWith("\ufeff") ? text.slice(1) : text)
        .split("\n")
        .map((line, index) => ({ line: index + 1, text: line }))
        .filter((line) => line.text.trim() !== "");
      expect(await linesOf(chunksOf(Buffer.from(text), cuts))).toEqual(expected);
    }),
    { numRuns: 1_000 },
  );
});

test("a line that is not UTF-8 or too long is bad alone, whatever stands around it", async () => {
  // By more than a chunk, as the end of a line is seen where its chunk is.
  const long = Buffer.alloc(maxLineBytes + 400_000, "x");
  const bytes = Buffer.concat([
    Buffer.from("one\n"),
    Buffer.from([0xe9, 0x0a]),
    Buffer.from("é\n"),
    long,
    Buffer.from("\nfive\n"),
    long,
  ]);
  const cuts = Array.from({ length: 60 }, (_, index) => (index + 1) * 300_000);
  expect(await linesOf(chunksOf(bytes, cuts))).toEqual([
    { line: 1, text: "one" },
    { line: 2, reason: notUtf8, kind: notUtf8 },
    { line: 3, text: "é" },
    { line: 4, reason: tooLong, kind: tooLong },
    { line: 5, text: "five" },
    { line: 6, reason: tooLong, kind: tooLong },
  ]);
});

async function linesOf(chunks: AsyncIterable<Uint8Array>) {
  const lines = [];
  for await (const batch of inputLines(chunks)) {
    for (let index = 0; index < batch.length; index++) lines.push(inputLineAt(batch, index));
  }
  return lines;
}

/** Each chunk is overwritten once the next one is asked for: nobody may hold on to it. */
async function* chunksOf(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const places = [0, ...cuts.filter((cut) => cut < bytes.byteLength).toSorted((a, b) => a - b), bytes.byteLength];
  for (const [index, start] of places.entries()) {
    const chunk = Buffer.from(bytes.subarray(start, places[index + 1]));
    yield chunk;
    chunk.fill("?");
  }
}
