import { existsSync, readdirSync } from "node:fs";
import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { eventTextsAt, profileTexts } from "@sluice/record-batch";
import type { EventBatch, ProfileBatch } from "@sluice/types";
import { expect, test } from "vitest";
import { batchOf, plainOptions, sampleRecord } from "./conformance/mod.ts";
import { type EncodeSegment, encodeSegment } from "./encode-segment.ts";
import type { Encoder } from "./encoder.ts";
import type { FinishedObject } from "./finished-object.ts";
import { defaultObjectLimits } from "./segment-output.ts";
import { showText } from "./show-text.ts";
import { textBlockEncoder } from "./text-blocks.ts";

test("an object of more than 4 MiB is a file until it is stored, and then gone", async () => {
  await using scratch = await scratchFolder();
  const paths: string[] = [];
  await encodeSegment({
    ...segment(scratch.path, lines(5, "x".repeat(1024 * 1024))),
    gzipLevel: 0,
    async sink(object) {
      if (object.body instanceof Uint8Array) throw new Error("in memory");
      paths.push(object.body.path);
      const bytes = await readFile(object.body.path);
      expect(bytes.byteLength).toBe(object.byteLength);
      expect(object.body.byteLength).toBe(object.byteLength);
      expect(gunzipSync(bytes).byteLength).toBe(5 * (1024 * 1024 + 1));
    },
  });
  expect(paths).toHaveLength(1);
  expect(paths.filter((path) => existsSync(path))).toEqual([]);
  expect(readdirSync(scratch.path)).toEqual([]);
});

test("one object is stored at a time, while the next one is encoded", async () => {
  await using scratch = await scratchFolder();
  let read = 0;
  let storing = 0;
  let stored = 0;
  await encodeSegment({
    ...segment(
      scratch.path,
      lines(40, "x", () => read++),
    ),
    limits: { ...defaultObjectLimits, maxObjectRecords: 1 },
    async sink() {
      expect(++storing).toBe(1);
      // Only while the first one is stored: later ones find the next object ready, and then reading rightly stands still.
      const before = read;
      if (stored === 0) await until(() => read > before);
      storing--;
      stored++;
    },
  });
  expect(stored).toBe(40);
});

test("reading waits for storing", async () => {
  await using scratch = await scratchFolder();
  let read = 0;
  let mostAhead = 0;
  let stored = 0;
  await encodeSegment({
    ...segment(
      scratch.path,
      lines(60, "x", () => read++),
    ),
    limits: { ...defaultObjectLimits, maxObjectRecords: 1 },
    async sink(object) {
      await new Promise(setImmediate);
      mostAhead = Math.max(mostAhead, read - stored);
      stored += object.records;
    },
  });
  expect(stored).toBe(60);
  expect(mostAhead).toBeLessThan(15);
});

test("a failed store ends the segment with its error, and leaves no file", async () => {
  await using scratch = await scratchFolder();
  let stores = 0;
  const encoding = encodeSegment({
    ...segment(scratch.path, endlessLines("x".repeat(1024 * 1024))),
    gzipLevel: 0,
    limits: { ...defaultObjectLimits, maxObjectRecords: 20 },
    async sink() {
      stores++;
      throw new Error("the bucket is gone");
    },
  });
  await expect(encoding).rejects.toThrow("the bucket is gone");
  expect(stores).toBe(1);
  expect(readdirSync(scratch.path)).toEqual([]);
});

test("aborting ends the segment with the reason, stores nothing more and leaves no file", async () => {
  await using scratch = await scratchFolder();
  const abort = new AbortController();
  let stored = 0;
  const encoding = encodeSegment({
    ...segment(scratch.path, endlessLines("x".repeat(1024 * 1024))),
    gzipLevel: 0,
    signal: abort.signal,
    async sink() {
      stored++;
    },
    onProgress: () => {
      if (readdirSync(scratch.path).length > 0) abort.abort(new Error("called off"));
    },
  });
  await expect(encoding).rejects.toThrow("called off");
  expect(stored).toBe(0);
  expect(readdirSync(scratch.path)).toEqual([]);
});

test("nothing is stored after an abort in the last batch", async () => {
  await using scratch = await scratchFolder();
  const abort = new AbortController();
  let stored = 0;
  const encoding = encodeSegment({
    ...segment(scratch.path, lines(1, "x")),
    signal: abort.signal,
    async sink() {
      stored++;
    },
    onProgress: () => queueMicrotask(() => abort.abort(new Error("called off"))),
  });
  await expect(encoding).rejects.toThrow("called off");
  expect(stored).toBe(0);
});

test("an error while reading is the segment's, and nothing half done is stored", async () => {
  await using scratch = await scratchFolder();
  const objects: FinishedObject[] = [];
  const encoding = encodeSegment({
    ...segment(scratch.path, failingLines()),
    async sink(object) {
      objects.push(object);
    },
  });
  await expect(encoding).rejects.toThrow("the lake is dry");
  expect(objects).toEqual([]);
});

test("progress counts every record once", async () => {
  await using scratch = await scratchFolder();
  let records = 0;
  await encodeSegment({ ...segment(scratch.path, lines(7, "x")), onProgress: (more) => (records += more) });
  expect(records).toBe(7);
});

/** Each record is its `text` on a line. */
const lineEncoder: Encoder = {
  format: "json",
  container: () => "gzip",
  show: showText,
  open: (context) =>
    textBlockEncoder(
      { head: "", tail: "", record: (batch, index, out) => out.text(`${eventTextsAt(batch, index).eventProps}\n`) },
      context,
    ),
  openProfiles: (context) =>
    textBlockEncoder(
      { head: "", tail: "", record: (batch: ProfileBatch, index, out) => out.text(`${profileTexts(batch)[index]}\n`) },
      context,
    ),
};

function segment(scratch: string, batches: AsyncIterable<EventBatch>): EncodeSegment<undefined> {
  const schema = { profile: [], deviceInfo: [], eventProps: [], sessionProps: [] };
  return {
    encoder: lineEncoder,
    context: { eventName: "Charged", timeZone: "UTC", schema, options: plainOptions },
    batches,
    limits: defaultObjectLimits,
    gzipLevel: 6,
    index: 0,
    count: 1,
    scratch,
    sink: async () => undefined,
    signal: new AbortController().signal,
  };
}

async function* lines(count: number, text: string, onRead?: (index: number) => void): AsyncGenerator<EventBatch> {
  for (let index = 0; index < count; index++) {
    onRead?.(index);
    yield batchOf([sampleRecord({ eventProps: text })]);
    await new Promise(setImmediate);
  }
}

async function* endlessLines(text: string): AsyncGenerator<EventBatch> {
  yield* lines(Number.POSITIVE_INFINITY, text);
}

async function* failingLines(): AsyncGenerator<EventBatch> {
  yield* lines(3, "x");
  throw new Error("the lake is dry");
}

function scratchFolder() {
  return mkdtempDisposable(join(tmpdir(), "sluice-scratch-"));
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}
