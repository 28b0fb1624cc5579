import { isUtf8 } from "node:buffer";
import { ByteBuffer } from "@sluice/bytes";
import { type EventBytes, eventBytes } from "./event-bytes.ts";
import type { EventStatistics } from "./event-statistics.ts";
import { type BadLine, inputLineAt, type LineBatch } from "./line-batch.ts";
import type { LineRules } from "./line-fields.ts";
import { readRecord } from "./parse-record-line.ts";
import { PlainEvent } from "./plain-event.ts";
import type { ProfileRecord } from "./profile-record.ts";
import { tidyLine } from "./tidy-line.ts";

/** Reads lines, those that are plain the fast way, and counts the keys of their events. */
export class LineReader {
  readonly #statistics: EventStatistics;
  readonly #rules: LineRules;
  readonly #plain: PlainEvent;
  readonly #tidied = new ByteBuffer();
  /** Lines of one file are mostly written by one program. */
  #isTidiedFirst = false;

  constructor(statistics: EventStatistics, rules: LineRules) {
    this.#statistics = statistics;
    this.#rules = rules;
    this.#plain = new PlainEvent(statistics, rules);
  }

  /** What a line holds, or why it cannot be loaded. An event holds until the next line is read. */
  read(batch: LineBatch, index: number): EventBytes | { readonly profile: ProfileRecord } | BadLine {
    if (this.#isPlain(batch, index)) return this.#plain;
    const record = readRecord(inputLineAt(batch, index), this.#rules);
    if (!("event" in record)) return record;
    const event = eventBytes(record.event, this.#statistics.entryOf(record.event.eventName));
    countKeys(event);
    return event;
  }

  #isPlain(batch: LineBatch, index: number): boolean {
    const { bytes } = batch;
    if (batch.bad.size > 0 && batch.bad.has(index)) return false;
    const start = batch.starts[index] ?? 0;
    const lineEnd = batch.ends[index] ?? 0;
    const end = lineEnd > start && bytes[lineEnd - 1] === carriageReturn ? lineEnd - 1 : lineEnd;
    if (!batch.isUtf8 && !isUtf8(bytes.subarray(start, end))) return false;
    const line = batch.lineNumbers[index] ?? 0;
    if (this.#isPlainAs(this.#isTidiedFirst, bytes, start, end, line)) return true;
    if (!this.#isPlainAs(!this.#isTidiedFirst, bytes, start, end, line)) return false;
    this.#isTidiedFirst = !this.#isTidiedFirst;
    return true;
  }

  #isPlainAs(isTidied: boolean, bytes: Uint8Array, start: number, end: number, line: number): boolean {
    if (!isTidied) return this.#plain.read(bytes, start, end, line);
    const tidied = this.#tidied;
    tidyLine(bytes, start, end, tidied);
    return this.#plain.read(tidied.bytes, 0, tidied.length - 1, line);
  }
}

function countKeys({ entry, bytes, ...at }: EventBytes): void {
  if (at.profileEnd - at.profileStart > emptyObjectBytes) entry.profile.add(bytes, at.profileStart);
  if (at.deviceInfoEnd - at.deviceInfoStart > emptyObjectBytes) entry.deviceInfo.add(bytes, at.deviceInfoStart);
  if (at.eventPropsEnd - at.eventPropsStart > emptyObjectBytes) entry.eventProps.add(bytes, at.eventPropsStart);
  if (at.sessionPropsEnd - at.sessionPropsStart > emptyObjectBytes) entry.sessionProps.add(bytes, at.sessionPropsStart);
  entry.checkKeys();
}

const emptyObjectBytes = "{}".length;
const carriageReturn = 0x0d;
