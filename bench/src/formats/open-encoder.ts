import { type EncodingThreads, encodingThreads } from "@sluice/encoder-worker";
import { defaultObjectLimits } from "@sluice/encoding";
import { temporaryDirectory } from "@sluice/test-kit";
import type { Format } from "@sluice/types";

export type OpenEncoder = Pick<EncodingThreads, "encodeSegments" | "jobsAtOnce" | typeof Symbol.asyncDispose>;

/** The threads that an encoder app encodes with, set up as it does; `SLUICE_ENCODER_THREADS` says how many there are. */
export async function openEncoder(format: Format, lake: string): Promise<OpenEncoder> {
  await using opened = new AsyncDisposableStack();
  const scratch = opened.use(await temporaryDirectory());
  const threads = process.env["SLUICE_ENCODER_THREADS"];
  const { encodeSegments, jobsAtOnce } = opened.use(
    await encodingThreads({
      entry: new URL("./thread.ts", import.meta.resolve(`@sluice/encoder-${format}`)),
      threads: threads === undefined ? undefined : Number(threads),
      lake,
      scratch: scratch.path,
      gzipLevel: 6,
      limits: defaultObjectLimits,
      onCrash: (error) => console.error(error),
    }),
  );
  const all = opened.move();
  return { encodeSegments, jobsAtOnce, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
