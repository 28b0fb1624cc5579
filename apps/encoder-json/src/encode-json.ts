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
    const name = hasHeader ? "" : `,"eventName":${JSON.stringify(eventName)}`;
    return textBlockEncoder(
      {
        head: hasHeader ? `${eventNameLine(eventName)}\n` : "",
        tail: "",
        record(batch, index, out) {
          const digits = ts(batch.tsMs[index] ?? 0);
          const id = options.eventId ? `,"eventId":${JSON.stringify(eventIdAt(batch, index))}` : "";
          writeInPieces(out, batch, index, `${jsonNumber(digits)}${id}${name}`);
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

function writeInPieces(out: ByteBuffer, { lines, starts, tsPlaces }: EventBatch, index: number, instead: string) {
  const place = tsPlaces[index] ?? 0;
  out.copy(lines, starts[index] ?? 0, place);
  out.text(instead);
  out.copy(lines, place + eventLine.tsDigits, starts[index + 1] ?? 0);
}

function eventIdAt({ ids, idStarts }: EventBatch, index: number): string {
  return textAt(ids, idStarts[index] ?? 0, idStarts[index + 1] ?? 0);
}

function jsonNumber(digits: Uint8Array): string {
  return String(BigInt(Buffer.from(digits).toString("latin1")));
}
