import { createInflateRaw, type InflateRaw } from "node:zlib";
import { InflateError, type Inflation } from "./platform.ts";

/** Unpacks with zlib, off the main thread. */
export function nodeInflate(chunks: AsyncIterable<Uint8Array>): Inflation {
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  return { pieces: pieces(inflate, chunks), takenBytes: () => inflate.bytesWritten };
}

async function* pieces(inflate: InflateRaw, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let inputError: unknown;
  const feed = async (): Promise<void> => {
    try {
      for await (const chunk of chunks) await write(inflate, chunk);
      inflate.end();
    } catch (error) {
      inputError = error;
      inflate.destroy();
    }
  };
  // Errors come out of the iteration below; one after it is of no interest.
  inflate.on("error", () => undefined);
  const fed = feed();
  try {
    yield* inflate;
  } catch (error) {
    await fed;
    throw inputError ?? new InflateError(error instanceof Error ? error.message : String(error));
  } finally {
    // Also when the content is of no more interest.
    await fed;
  }
  if (inputError) throw inputError;
}

/** Waits until the bytes are worked off; bytes after the stream's end are not taken, and need not be. */
async function write(inflate: InflateRaw, bytes: Uint8Array): Promise<void> {
  if (inflate.readableEnded || inflate.destroyed) return;
  await new Promise<void>((resolve) => {
    inflate.once("close", resolve);
    inflate.write(bytes, () => {
      inflate.off("close", resolve);
      resolve();
    });
  });
}
