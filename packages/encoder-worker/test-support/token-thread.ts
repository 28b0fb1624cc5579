import { randomBytes } from "node:crypto";
import { serveThread } from "../src/threads/serve-thread.ts";
import { linesEncoder } from "./lines-encoder.ts";
import { batchOf, tokenSource } from "./token-source.ts";

/** A thread whose segments hold their token; some tokens are its end. */
await serveThread(linesEncoder, async () => {
  const tokens = tokenSource();
  return {
    ...tokens,
    async *read(segment, signal) {
      if (segment.token === "crash") {
        setImmediate(() => {
          throw new Error("crashed");
        });
      }
      if (segment.token === "greedy") {
        const held: unknown[] = [];
        for (;;) held.push(Array.from({ length: 100_000 }, (_, index) => ({ index })));
      }
      yield* tokens.read(segment, signal);
      for (let mebibyte = 0; segment.token === "long" && mebibyte < 12; mebibyte++) {
        yield batchOf(randomBytes(2 ** 19).toString("hex"));
      }
      if (segment.token === "crash") yield* tokens.read({ ...segment, token: "hold" }, signal);
    },
    async [Symbol.asyncDispose]() {},
  };
});
