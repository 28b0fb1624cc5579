import { createHash } from "node:crypto";
import { crc32, gunzipSync, inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Bench } from "./bench.ts";
import { type SampleRecord, sampleRecord } from "./sample-record.ts";

/** Records fall into objects as the limits say, and an object's bytes depend on its records alone. */
export function testObjects({ encode, unwrap, expectRoundTrip, isGzip }: Bench): void {
  test("an object ends before it would pass the record limit", async () => {
    const objects = await expectRoundTrip({ records: records(25), limits: { maxObjectRecords: 10 } });
    expect(objects.map((object) => object.records)).toEqual([10, 10, 5]);
  });

  test("an object ends before it would pass the byte limit", async () => {
    const maxObjectBytes = 30_000;
    const objects = await expectRoundTrip({ records: records(400), limits: { maxObjectBytes } });
    expect(objects.length).toBeGreaterThan(1);
    for (const { bytes } of objects) expect(bytes.byteLength).toBeLessThanOrEqual(maxObjectBytes);
    for (const { bytes } of objects.slice(0, -1)) expect(bytes.byteLength).toBeGreaterThan(maxObjectBytes / 2);
  });

  test("a segment's objects take every count-th file index from its own", async () => {
    const limits = { maxObjectRecords: 1 };
    const objects = await encode({ records: records(3), limits, index: 2, count: 5 });
    expect(objects.map(({ fileIndex }) => fileIndex)).toEqual([2, 7, 12]);
  });

  test("an object knows its first and last instant", async () => {
    const [first, second] = await encode({
      records: [30, 10, 20, 40].map((tsMs) => sampleRecord({ tsMs })),
      limits: { maxObjectRecords: 3 },
    });
    expect(first).toMatchObject({ records: 3, minTsMs: 10, maxTsMs: 30 });
    expect(second).toMatchObject({ records: 1, minTsMs: 40, maxTsMs: 40 });
  });

  test("a record that no object can hold is refused in words", async () => {
    const text = noise(1, 9_000);
    await expect(
      encode({ records: [sampleRecord({ eventProps: `{"a":"${text}"}` })], limits: { maxObjectBytes: 4_000 } }),
    ).rejects.toMatchObject({ code: "encode.object_limit", retryable: false });
  });

  test("the bytes do not depend on how records come in batches, nor on the hour", async () => {
    const limits = { maxObjectBytes: 30_000, maxObjectRecords: 150 };
    const [all, ...others] = await Promise.all(
      [400, 400, 1, 7, 150, 399].map((batchLength) => encode({ records: records(400), limits, batchLength })),
    );
    expect(all?.length).toBeGreaterThan(2);
    for (const objects of others) expect(objects).toEqual(all);
  });

  test("sums are those of the bytes as stored", async () => {
    for (const object of await encode({ records: records(100), limits: { maxObjectRecords: 30 } })) {
      expect(object.byteLength).toBe(object.bytes.byteLength);
      expect(object.sha256).toBe(createHash("sha256").update(object.bytes).digest("hex"));
      expect(object.crc32).toBe(crc32(object.bytes));
    }
  });

  if (isGzip) {
    test("an object is one gzip member with nothing of the machine in its header", async () => {
      const [object] = await encode({ records: records(3_000) });
      const bytes = object?.bytes ?? new Uint8Array();
      expect([...bytes.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
      const deflated = inflateRawSync(bytes.subarray(10), { info: true });
      // The deflate stream ends where the checksum and the length begin: there is no second member.
      expect(deflated).toMatchObject({ engine: { bytesWritten: bytes.byteLength - 10 - 8 } });
      const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream("gzip"));
      expect(Buffer.from(await new Response(stream).arrayBuffer()).equals(gunzipSync(bytes))).toBe(true);
    });
  }

  test("no level changes what an object holds", async () => {
    const [fast, best] = await Promise.all([1, 9].map((gzipLevel) => encode({ records: records(500), gzipLevel })));
    if (!fast?.[0] || !best?.[0]) throw new Error("no object");
    expect(Buffer.from(unwrap(fast[0])).equals(unwrap(best[0]))).toBe(true);
  });
}

function records(count: number): SampleRecord[] {
  return Array.from({ length: count }, (_, index) =>
    sampleRecord({
      eventId: `event-${index}`,
      tsMs: Date.UTC(2024, 0, 1) + index * 1_001,
      profile: `{"identity":"user-${index % 17}"}`,
      deviceInfo: index % 3 === 0 ? "{}" : '{"browser":"Firefox"}',
      eventProps: `{"n":${index},"text":"${noise(index, 300)}"}`,
    }),
  );
}

/** Text that compresses little, the same on every machine. */
function noise(seed: number, length: number): string {
  let text = "";
  for (let part = 0; text.length < length; part++) {
    text += createHash("sha256").update(`${seed}-${part}`).digest("base64url");
  }
  return text.slice(0, length);
}
