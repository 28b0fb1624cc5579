import { mkdtempDisposable, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { FinishedObject } from "@sluice/encoding";
import { waitUntil } from "@sluice/test-kit";
import { SluiceError } from "@sluice/types";
import { describe, expect, test } from "vitest";
import { encoded, limits, segmentsOf } from "../../test-support/job-segments.ts";
import { linesEncoder } from "../../test-support/lines-encoder.ts";
import { tokenSource } from "../../test-support/token-source.ts";
import { encodingHere } from "../encode-segments.ts";
import { jobOfThread } from "./job-of-thread.ts";
import { sharedOut } from "./share-out.ts";
import type { ToThread } from "./thread-messages.ts";
import { threadPool } from "./thread-pool.ts";

const entry = new URL("../../test-support/token-thread.ts", import.meta.url);
const tokens = Array.from({ length: 12 }, (_, index) => `token-${index}`);

async function poolOf(threads: number, objectLimits = limits) {
  const scratch = await mkdtempDisposable(join(tmpdir(), "sluice-"));
  const crashes: unknown[] = [];
  const data = { lake: { directory: "" }, limits: objectLimits, gzipLevel: 6 };
  const pool = threadPool({ entry, threads, data, scratch: scratch.path, onCrash: (error) => crashes.push(error) });
  return {
    ...pool,
    crashes,
    scratch: scratch.path,
    /** How many threads there are or were. */
    started: async () => (await readdir(scratch.path)).length,
    async [Symbol.asyncDispose]() {
      await pool[Symbol.asyncDispose]();
      await scratch.remove();
    },
  };
}

function textOf({ body }: FinishedObject): string {
  if (!(body instanceof Uint8Array)) throw new Error("it is in a file");
  return gunzipSync(body).toString();
}

describe("segments that threads encode", () => {
  test("are the same objects as without threads, however many there are", async () => {
    await using pool = await poolOf(3);
    const job = segmentsOf(tokens, 4_000_000);
    const here = { encoder: linesEncoder, source: tokenSource(), scratch: tmpdir(), limits, gzipLevel: 6 };
    const expected = await encoded(encodingHere(here), job);
    for (const threads of [1, 2, 3, 50]) {
      const { objects, records } = await encoded(sharedOut(pool.encodeSegments, threads), job);
      expect(objects.map((list) => list.map(textOf))).toEqual(tokens.map((token) => [`${token}\n`]));
      expect(objects.flat().map(({ sha256, crc32 }) => [sha256, crc32])).toEqual(
        expected.objects.flat().map(({ sha256, crc32 }) => [sha256, crc32]),
      );
      expect(records).toBe(12);
    }
    expect(await pool.started()).toBe(3);
  });

  test("of a small job stay in one thread", async () => {
    await using pool = await poolOf(3);
    await encoded(sharedOut(pool.encodeSegments, 3), segmentsOf(tokens));
    expect(await pool.started()).toBe(1);
  });

  test("of several jobs are encoded in as many threads", async () => {
    await using pool = await poolOf(2);
    const both = Promise.withResolvers<void>();
    let begun = 0;
    const storing = async () => {
      if (++begun === 2) both.resolve();
      await both.promise;
    };
    await Promise.all(["a", "b"].map((token) => encoded(pool.encodeSegments, segmentsOf([token]), { storing })));
    expect(await pool.started()).toBe(2);
  });

  test("are read only while there is a place for it", async () => {
    await using pool = await poolOf(1);
    const place = Promise.withResolvers<void>();
    let stored = 0;
    const waiting = encoded(pool.encodeSegments, segmentsOf(["a"]), {
      mayRead: () => place.promise,
      async storing() {
        stored++;
      },
    });
    await encoded(pool.encodeSegments, segmentsOf(["b"]));
    expect(stored).toBe(0);
    place.resolve();
    await waiting;
    expect(stored).toBe(1);
  });

  test("that grow large come as files, which go once they are stored", async () => {
    await using pool = await poolOf(1);
    const sizes: number[] = [];
    const { objects } = await encoded(pool.encodeSegments, segmentsOf(["long"]), {
      async storing({ body }) {
        if (!(body instanceof Uint8Array)) sizes.push((await readFile(body.path)).byteLength);
      },
    });
    expect(sizes).toEqual(objects.flat().map(({ byteLength }) => byteLength));
    expect(sizes[0]).toBeGreaterThan(5_000_000);
    expect((await readdir(pool.scratch, { recursive: true })).length).toBe(1);
  });
});

describe("a job in a thread", () => {
  test("is told no secret", () => {
    const sent: ToThread[] = [];
    const job = { ...segmentsOf(["a"]), credentials: { accessKeyId: "AKIA", secretAccessKey: "a-secret" } };
    const atWork = { mayRead: async () => undefined, store: async () => undefined, onRecords: () => undefined };
    const { signal } = new AbortController();
    jobOfThread(1, job, { ...atWork, signal }, (message) => sent.push(message));
    expect(sent).toMatchObject([{ kind: "encode", segments: segmentsOf(["a"]) }]);
    expect(JSON.stringify(sent)).not.toContain("secret");
  });

  test("that is called off ends with the reason, and the thread goes on", async () => {
    await using pool = await poolOf(1);
    const calledOff = new AbortController();
    const reason = new Error("called off");
    const job = encoded(pool.encodeSegments, segmentsOf(["a", "hold"]), {
      signal: calledOff.signal,
      storing: async () => calledOff.abort(reason),
    });
    await expect(job).rejects.toBe(reason);
    await encoded(pool.encodeSegments, segmentsOf(["b"]));
    expect([await pool.started(), pool.crashes]).toEqual([1, []]);
  });

  test("that can't be stored fails with the very error, and its other uploads are ended", async () => {
    await using pool = await poolOf(1);
    const refused = new SluiceError({ code: "connection.access_denied", message: "no", retryable: false });
    let [begun, ended] = [0, 0];
    const job = encoded(pool.encodeSegments, segmentsOf(tokens), {
      async storing(_object, signal) {
        if (++begun === 4) throw refused;
        await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))).finally(
          () => ended++,
        );
      },
    });
    await expect(job).rejects.toBe(refused);
    await waitUntil("the other three have ended", () => ended === 3);
    expect(begun).toBe(4);
  });

  test("that fails there keeps its code, and whether it helps to try again", async () => {
    await using pool = await poolOf(1, { maxObjectBytes: 1, maxObjectRecords: 1 });
    const tooLarge = { code: "encode.object_limit", retryable: false };
    await expect(encoded(pool.encodeSegments, segmentsOf(["a"]))).rejects.toMatchObject(tooLarge);
    await expect(encoded(pool.encodeSegments, segmentsOf(["broken"]))).rejects.toMatchObject({ code: "internal" });
  });

  test.each(["crash", "greedy"])("whose thread dies (%s) can be tried again, in another", async (token) => {
    await using pool = await poolOf(1);
    const crashed = { code: "encoder.thread_crashed", retryable: true };
    await expect(encoded(pool.encodeSegments, segmentsOf([token]))).rejects.toMatchObject(crashed);
    expect(pool.crashes).toHaveLength(1);
    const { records } = await encoded(pool.encodeSegments, segmentsOf(["a"]));
    expect(records).toBe(1);
    expect(await pool.started()).toBe(1);
  });
});
