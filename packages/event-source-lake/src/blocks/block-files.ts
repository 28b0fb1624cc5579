import { type BlockFile, type GroupPlace, openBlockFile } from "./block-file.ts";
import { type DecodedGroup, decodeGroup } from "./decode-group.ts";

/** Files of blocks, of which the last ones are remembered: neighbouring segments often share a file and a row group. */
export interface BlockFiles {
  open(path: string): Promise<BlockFile>;
  decode(file: BlockFile, group: GroupPlace): Promise<DecodedGroup>;
}

const maxFileBytes = 8 * 1024 * 1024;
const maxGroupBytes = 4 * 1024 * 1024;
/** A file may be removed so that a user is forgotten, and nobody is to read on from memory for long. */
const maxFileAgeMs = 10_000;
/** About what is remembered of a row group's place. */
const placeBytes = 1_500;

export function blockFiles(): BlockFiles {
  const files = recent<BlockFile>(
    maxFileBytes,
    ({ groups, whole }) => groups.length * placeBytes + (whole?.byteLength ?? 0),
    maxFileAgeMs,
  );
  const groups = recent<DecodedGroup>(maxGroupBytes, ({ byteLength }) => byteLength);
  return {
    open: (path) => files(path, () => openBlockFile(path)),
    decode: (file, group) => groups(`${group.start} ${file.path}`, () => decodeGroup(file, group)),
  };
}

/** Remembers what was made last, up to so many bytes and for so long, and makes nothing twice at once. */
function recent<Value>(maxBytes: number, sizeOf: (value: Value) => number, maxAgeMs = Number.POSITIVE_INFINITY) {
  const made = new Map<string, { readonly value: Promise<Value>; readonly atMs: number; bytes: number }>();
  let bytes = 0;
  const forget = (key: string): void => {
    bytes -= made.get(key)?.bytes ?? 0;
    made.delete(key);
  };
  return (key: string, make: () => Promise<Value>): Promise<Value> => {
    const known = made.get(key);
    const nowMs = performance.now();
    if (known && nowMs - known.atMs > maxAgeMs) forget(key);
    else if (known) {
      made.delete(key);
      made.set(key, known);
      return known.value;
    }
    const entry = { value: make(), atMs: nowMs, bytes: 0 };
    made.set(key, entry);
    entry.value.then(
      (value) => {
        if (made.get(key) !== entry) return;
        entry.bytes = sizeOf(value);
        bytes += entry.bytes;
        for (const oldest of made.keys()) {
          if (bytes <= maxBytes || oldest === key) break;
          forget(oldest);
        }
      },
      () => made.get(key) === entry && forget(key),
    );
    return entry.value;
  };
}
