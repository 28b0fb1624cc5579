import type { ByteBuffer } from "@sluice/bytes";
import { type Encoder, showText, type TsFormatter, textBlockEncoder, tsFormatter } from "@sluice/encoding";
import { textAt } from "@sluice/json-text";
import { type EventBatch, eventLine, type FormatOptions, type ProfileBatch } from "@sluice/types";
import { eventNameLine } from "./event-name-line.ts";

/** One event a line (UTF-8, LF), values as the source has them. Line 1 is the event's name, unless left out. */
export const jsonEncoder: Encoder = {
  format: "json",
  container: () => "gzip",
  show: showText,
  open(context) {
    const { eventName, timeZone, options } = context;
    const ts = tsFormatter(timeZone);
    const hasHeader = options.jsonHeader === "eventName";
    const name = Buffer.from(hasHeader ? "" : `,"eventName":${JSON.stringify(eventName)}`);
    return textBlockEncoder(
      {
        head: hasHeader ? `${eventNameLine(eventName)}\n` : "",
        tail: "",
        record(batch, index, out) {
          const { lines, starts, tsPlaces } = batch;
          const place = tsPlaces[index] ?? 0;
          out.copy(lines, starts[index] ?? 0, place);
          writeTs(out, ts(batch.tsMs[index] ?? 0));
          if (options.eventId) writeEventId(out, batch, index);
          out.append(name);
          out.copy(lines, place + eventLine.tsDigits, starts[index + 1] ?? 0);
        },
        run: addsToLines(options) ? undefined : (batch, from, to, out) => writeInPlace(out, batch, from, to, ts),
      },
      context,
    );
  },
  /** One profile a line, as the source has it. */
  openProfiles(context) {
    const copyLines = ({ lines, starts }: ProfileBatch, from: number, to: number, out: ByteBuffer) => {
      out.copy(lines, starts[from] ?? 0, starts[to] ?? 0);
      return true;
    };
    return textBlockEncoder(
      {
        head: "",
        tail: "",
        record: (batch: ProfileBatch, index, out) => copyLines(batch, index, index + 1, out),
        run: copyLines,
      },
      context,
    );
  },
};

/** Whether lines hold more than the source's do. */
function addsToLines({ eventId, jsonHeader }: FormatOptions): boolean {
  return eventId || jsonHeader === "none";
}

/** JSON numbers have no leading zeros, which years before 1000 have; later years than 9999 need more room. */
function fitsInPlace(digits: Uint8Array): boolean {
  return digits.byteLength === eventLine.tsDigits && digits[0] !== zero && digits[0] !== minus;
}

const zero = 0x30;
const minus = 0x2d;

/** Copies lines and puts the digits into them, unless some do not fit. */
function writeInPlace(out: ByteBuffer, batch: EventBatch, from: number, to: number, ts: TsFormatter): boolean {
  const { lines, tsMs, tsPlaces } = batch;
  const before = out.length;
  const start = batch.starts[from] ?? 0;
  out.copy(lines, start, batch.starts[to] ?? 0);
  const { bytes } = out;
  for (let index = from; index < to; index++) {
    const digits = ts(tsMs[index] ?? 0);
    if (!fitsInPlace(digits)) {
      out.length = before;
      return false;
    }
    const at = before + (tsPlaces[index] ?? 0) - start;
    for (let digit = 0; digit < eventLine.tsDigits; digit++) bytes[at + digit] = digits[digit] ?? zero;
  }
  return true;
}

function writeTs(out: ByteBuffer, digits: Uint8Array): void {
  if (fitsInPlace(digits)) out.append(digits);
  else out.text(String(BigInt(Buffer.from(digits).toString("latin1"))));
}

function writeEventId(out: ByteBuffer, { ids, idStarts }: EventBatch, index: number): void {
  const start = idStarts[index] ?? 0;
  const end = idStarts[index + 1] ?? 0;
  out.append(beforeEventId);
  if (isPlain(ids, start, end)) {
    out.uint8(quote);
    out.copy(ids, start, end);
    out.uint8(quote);
  } else {
    out.text(JSON.stringify(textAt(ids, start, end)));
  }
}

const beforeEventId = Buffer.from(',"eventId":');

/** Whether a text is the inside of a JSON string as it stands (RFC 8259 §7). */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < space || byte === quote || byte === backslash) return false;
  }
  return true;
}

const space = 0x20;
const quote = 0x22;
const backslash = 0x5c;
