import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { formats } from "@sluice/types";
import { type OutputChunk, rolldown } from "rolldown";
import { expect, test } from "vitest";
import { filesIn } from "../test-support/files-in.ts";
import { madeProfileRun } from "../test-support/made-profiles.ts";
import { madeRun } from "../test-support/made-run.ts";
import type { VerifyAnswer, VerifyRequest } from "./browser.ts";

test.each(["browser", "browser-client", "browser-worker"])("%s needs nothing of Node.js", async (entry) => {
  const { chunk, warnings } = await bundled(entry);
  expect(warnings).toEqual([]);
  expect([...chunk.imports, ...chunk.dynamicImports]).toEqual([]);
  expect(chunk.code).not.toMatch(/\b(?:from|import|require)\s*\(?\s*["'](?:node:|fs|stream|crypto|zlib|buffer)/);
});

test("what the page loads before there is something to check is small", async () => {
  const { chunk } = await bundled("browser-client");
  expect(chunk.code.length).toBeLessThan(4_000);
});

/** What workers have in every browser, and no more. */
const workerGlobals = {
  AbortController,
  AbortSignal,
  Blob,
  TextDecoder,
  TextEncoder,
  performance,
  queueMicrotask,
  setTimeout,
  clearTimeout,
  // The bytes of the blobs are of this realm.
  ArrayBuffer,
  DataView,
  Uint8Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  BigUint64Array,
};

test("the worker's bundle checks runs of every format where there is nothing but what workers have", async () => {
  const { chunk } = await bundled("browser-worker");
  for (const made of [madeRun, madeProfileRun]) {
    for (const format of formats) {
      await using run = await made(format);
      const { promise, resolve } = Promise.withResolvers<VerifyAnswer>();
      let start: ((event: { data: VerifyRequest }) => void) | undefined;
      const scope = createContext({
        ...workerGlobals,
        addEventListener(_type: string, listener: typeof start) {
          start = listener;
        },
        postMessage: (answer: VerifyAnswer) => answer.type !== "progress" && resolve(answer),
      });
      runInContext(`const self = globalThis; const global = undefined;\n${chunk.code}`, scope);
      start?.({ data: { type: "start", files: await filesIn(run.directory), timeZone: null } });
      expect(await promise).toMatchObject({ type: "done", report: { ok: true, runs: [{ objects: 2, records: 4 }] } });
    }
  }
});

async function bundled(entry: string): Promise<{ chunk: OutputChunk; warnings: readonly string[] }> {
  const warnings: string[] = [];
  await using bundle = await rolldown({
    input: join(import.meta.dirname, `${entry}.ts`),
    platform: "browser",
    onLog: (_level, { message }) => warnings.push(message),
  });
  const { output } = await bundle.generate({ format: "iife", name: "bundled" });
  const [chunk] = output;
  expect(output).toHaveLength(1);
  return { chunk, warnings };
}
