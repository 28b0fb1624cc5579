import { hash } from "node:crypto";
import { ByteBuffer } from "@sluice/bytes";
import type { EpochMs } from "@sluice/types";

const idLength = 32;

/**
 * Makes ids for events that come without one, out of their content and their place, so that the same line of the same
 * file has the same id whenever it is loaded: the SHA-256 of `[line, name, ts, profile, deviceInfo, eventProps,
 * sessionProps]` as JSON, where the parts are texts.
 */
export class DerivedIds {
  readonly #text = new ByteBuffer();

  begin(line: number, nameJson: string, tsMs: EpochMs): void {
    this.#text.length = 0;
    this.#text.text(`[${line},${nameJson},${tsMs}`);
  }

  /** Adds a part, `{}` where the range is empty. */
  part(bytes: Uint8Array, start: number, end: number): void {
    const text = this.#text;
    if (start === end) {
      text.append(emptyPart);
      return;
    }
    text.reserve((end - start) * 2 + 3);
    const out = text.bytes;
    let length = text.length;
    out[length++] = comma;
    out[length++] = quote;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === quote || byte === backslash) out[length++] = backslash;
      out[length++] = byte;
    }
    out[length++] = quote;
    text.length = length;
  }

  finish(): string {
    this.#text.append(close);
    return hash("sha256", this.#text.written(), "hex").slice(0, idLength);
  }
}

const comma = 0x2c;
const quote = 0x22;
const backslash = 0x5c;
const emptyPart = Buffer.from(',"{}"');
const close = Buffer.from("]");
