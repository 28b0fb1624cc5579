import { ContentError } from "./content-error.ts";
import { joinedBytes } from "./joined-bytes.ts";

const lineFeed = 0x0a;
/** Well above what a record can have in any format. */
const maxLineBytes = 64 * 1024 * 1024;

/** UTF-8 lines that each end in LF, the last one too. Throws a `ContentError` for other bytes. */
export async function* textLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest: Uint8Array[] = [];
  let restBytes = 0;
  let line = 1;
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      const piece = chunk.subarray(start, end);
      const whole = restBytes === 0 ? piece : joinedBytes([...rest, piece]);
      rest = [];
      restBytes = 0;
      start = end + 1;
      yield decoded(utf8, whole, line++);
    }
    if (start < chunk.byteLength) {
      rest.push(Uint8Array.from(chunk.subarray(start)));
      restBytes += chunk.byteLength - start;
      if (restBytes > maxLineBytes) throw new ContentError(`has a line ${line} without an end`);
    }
  }
  if (restBytes > 0) throw new ContentError(`is cut off in line ${line}`);
}

function decoded(utf8: TextDecoder, bytes: Uint8Array, line: number): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new ContentError(`is not UTF-8 in line ${line}`);
  }
}
