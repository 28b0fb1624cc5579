import { tmpdir } from "node:os";
import { setImmediate } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { encoded, limits, segmentsOf } from "../test-support/job-segments.ts";
import { linesEncoder } from "../test-support/lines-encoder.ts";
import { tokenSource } from "../test-support/token-source.ts";
import { encodingHere } from "./encode-segments.ts";

const tokens = Array.from({ length: 9 }, (_, index) => `token-${index}`);

function encoding(source = tokenSource()) {
  return encodingHere({ encoder: linesEncoder, source, scratch: tmpdir(), limits, gzipLevel: 6 });
}

test("small segments of a job are stored several at once, and each has its own records", async () => {
  const four = Promise.withResolvers<void>();
  let begun = 0;
  const { objects, records, mostAtOnce } = await encoded(encoding(), segmentsOf(tokens), {
    async storing() {
      if (++begun === 4) four.resolve();
      await four.promise;
    },
  });
  const texts = objects.map((list) =>
    list.map(({ body }) => (body instanceof Uint8Array ? gunzipSync(body).toString() : null)),
  );
  expect(texts).toEqual(tokens.map((token) => [`${token}\n`]));
  expect([records, mostAtOnce]).toEqual([9, 4]);
});

test("large segments are encoded one after the other", async () => {
  const job = segmentsOf(tokens, 100_000_000);
  expect((await encoded(encoding(), job, { storing: () => setImmediate() })).mostAtOnce).toBe(1);
});

test("where one can't be stored, the others stop being stored, and that is what is said", async () => {
  const source = tokenSource();
  let stored = 0;
  const refused = encoded(encoding(source), segmentsOf(tokens), {
    async storing(_object, signal) {
      if (++stored === 1) throw new Error("refused");
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    },
  });
  await expect(refused).rejects.toThrow("refused");
  expect(source.reads).toBeLessThanOrEqual(4);
});
