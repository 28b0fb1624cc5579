import type { EpochMs } from "@sluice/types";
import { DerivedIds } from "./derived-id.ts";
import type { EventBytes } from "./event-bytes.ts";
import { maxIdBytes, maxNameBytes } from "./event-record.ts";
import { EventEntry, type EventStatistics } from "./event-statistics.ts";
import { FoundTypes, type KeyStatistics } from "./key-statistics.ts";
import { type LineRules, maxRecordBytes } from "./line-fields.ts";
import { plainStringEnd } from "./plain-string.ts";
import { PlainTimes } from "./plain-time.ts";
import { PlainValues } from "./plain-values.ts";

/**
 * Reads lines that plainly hold a good event of a name that is known already, without a string being made: the fast
 * twin of `readRecord`, which judges all other lines. After a line was read this is its event.
 */
export class PlainEvent implements EventBytes {
  entry: EventEntry = noEvent;
  tsMs: EpochMs = 0;
  bytes: Uint8Array = none;
  profileStart = 0;
  profileEnd = 0;
  deviceInfoStart = 0;
  deviceInfoEnd = 0;
  eventPropsStart = 0;
  eventPropsEnd = 0;
  sessionPropsStart = 0;
  sessionPropsEnd = 0;
  idBytes: Uint8Array = none;
  idStart = 0;
  idEnd = 0;

  readonly #statistics: EventStatistics;
  readonly #rules: LineRules;
  readonly #values = new PlainValues();
  readonly #times = new PlainTimes();
  readonly #found = new FoundTypes();
  readonly #derivedIds = new DerivedIds();
  readonly #derivedId = Buffer.alloc(maxIdBytes);
  /** For each field, and at first for the line's start, the field that came next in the last line. */
  readonly #nextField = new Int8Array(fieldKeys.length + 1);

  /** Whether a part came before the name. */
  #isLateNamed = false;

  constructor(statistics: EventStatistics, rules: LineRules) {
    this.#statistics = statistics;
    this.#rules = rules;
  }

  /**
   * Whether the line from `start` up to the line feed at `end` is plain, in bytes that are UTF-8. Its keys are counted
   * then. Throws where its event has too many different ones.
   */
  read(bytes: Uint8Array, start: number, end: number, line: number): boolean {
    this.#clear(bytes);
    if (!this.#readFields(bytes, start, end) || !this.#isFit()) {
      this.#found.drop();
      return false;
    }
    if (this.#found.keep()) this.entry.checkKeys();
    if (this.idEnd === 0) this.#deriveId(line);
    return true;
  }

  #clear(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.entry = noEvent;
    this.profileStart = 0;
    this.profileEnd = 0;
    this.deviceInfoStart = 0;
    this.deviceInfoEnd = 0;
    this.eventPropsStart = 0;
    this.eventPropsEnd = 0;
    this.sessionPropsStart = 0;
    this.sessionPropsEnd = 0;
    this.idBytes = bytes;
    this.idStart = 0;
    this.idEnd = 0;
    this.#isLateNamed = false;
  }

  #readFields(bytes: Uint8Array, start: number, end: number): boolean {
    if (bytes[start] !== openBrace) return false;
    let at = start + 1;
    let seen = 0;
    let previous = lineStart;
    for (;;) {
      const field = this.#fieldAt(bytes, at, previous);
      if (field < 0 || (seen & (1 << field)) !== 0) return false;
      seen |= 1 << field;
      previous = field;
      at = this.#valueEnd(field, bytes, at + (fieldKeys[field]?.length ?? 0));
      if (at < 0) return false;
      const next = bytes[at++];
      if (next === comma) continue;
      return next === closeBrace && at === end && (seen & neededFields) === neededFields;
    }
  }

  #fieldAt(bytes: Uint8Array, at: number, previous: number): number {
    const guess = this.#nextField[previous] ?? 0;
    if (isFieldAt(bytes, at, guess)) return guess;
    for (let field = 0; field < fieldKeys.length; field++) {
      if (!isFieldAt(bytes, at, field)) continue;
      this.#nextField[previous] = field;
      return field;
    }
    return -1;
  }

  #valueEnd(field: number, bytes: Uint8Array, at: number): number {
    switch (field) {
      case typeField:
        return isAt(bytes, at, eventType) ? at + eventType.length : -1;
      case eventIdField:
        return this.#eventIdEnd(bytes, at);
      case eventNameField:
        return this.#eventNameEnd(bytes, at);
      case tsField:
        return this.#tsEnd(bytes, at);
      default:
        return this.#partEnd(field, bytes, at);
    }
  }

  #eventIdEnd(bytes: Uint8Array, at: number): number {
    const end = unescapedEnd(bytes, at, maxIdBytes);
    this.idStart = at + 1;
    this.idEnd = end - 1;
    return end;
  }

  #eventNameEnd(bytes: Uint8Array, at: number): number {
    const end = unescapedEnd(bytes, at, maxNameBytes);
    const entry = end < 0 ? undefined : this.#statistics.find(bytes, at + 1, end - 1);
    if (entry === undefined) return -1;
    this.entry = entry;
    return end;
  }

  #tsEnd(bytes: Uint8Array, at: number): number {
    const end = this.#times.endOf(bytes, at);
    this.tsMs = this.#times.ms;
    const { fromMs, toMs } = this.#rules.times;
    return this.tsMs >= fromMs && this.tsMs < toMs ? end : -1;
  }

  #partEnd(field: number, bytes: Uint8Array, at: number): number {
    if (bytes[at] !== openBrace) return isAt(bytes, at, nothing) ? at + nothing.length : -1;
    if (this.entry === noEvent) {
      // Whose keys they are is not known yet.
      this.#isLateNamed = true;
      return this.#keepRange(field, at, this.#values.endOf(bytes, at));
    }
    return this.#keepRange(field, at, this.#keysOf(field).plainEnd(bytes, at, this.#values, this.#found));
  }

  #keepRange(field: number, start: number, end: number): number {
    if (end < 0) return -1;
    switch (field) {
      case profileField:
        this.profileStart = start;
        this.profileEnd = end;
        break;
      case deviceInfoField:
        this.deviceInfoStart = start;
        this.deviceInfoEnd = end;
        break;
      case eventPropsField:
        this.eventPropsStart = start;
        this.eventPropsEnd = end;
        break;
      default:
        this.sessionPropsStart = start;
        this.sessionPropsEnd = end;
    }
    return end;
  }

  #keysOf(field: number): KeyStatistics {
    if (field === profileField) return this.entry.profile;
    if (field === deviceInfoField) return this.entry.deviceInfo;
    return field === eventPropsField ? this.entry.eventProps : this.entry.sessionProps;
  }

  /** Whether parts that came before the name can be counted, and the whole is not too large. */
  #isFit(): boolean {
    const { profileStart, deviceInfoStart, eventPropsStart, sessionPropsStart } = this;
    const bytes =
      lengthOf(profileStart, this.profileEnd) +
      lengthOf(deviceInfoStart, this.deviceInfoEnd) +
      lengthOf(eventPropsStart, this.eventPropsEnd) +
      lengthOf(sessionPropsStart, this.sessionPropsEnd);
    if (bytes > maxRecordBytes) return false;
    if (!this.#isLateNamed) return true;
    return (
      this.#isCounted(profileField, profileStart) &&
      this.#isCounted(deviceInfoField, deviceInfoStart) &&
      this.#isCounted(eventPropsField, eventPropsStart) &&
      this.#isCounted(sessionPropsField, sessionPropsStart)
    );
  }

  #isCounted(field: number, start: number): boolean {
    return start === 0 || this.#keysOf(field).plainEnd(this.bytes, start, this.#values, this.#found) > 0;
  }

  #deriveId(line: number): void {
    const { bytes } = this;
    const ids = this.#derivedIds;
    ids.begin(line, this.entry.nameJson, this.tsMs);
    ids.part(bytes, this.profileStart, this.profileEnd);
    ids.part(bytes, this.deviceInfoStart, this.deviceInfoEnd);
    ids.part(bytes, this.eventPropsStart, this.eventPropsEnd);
    ids.part(bytes, this.sessionPropsStart, this.sessionPropsEnd);
    this.idEnd = this.#derivedId.write(ids.finish(), "latin1");
    this.idStart = 0;
    this.idBytes = this.#derivedId;
  }
}

const [typeField, eventIdField, eventNameField, tsField] = [0, 1, 2, 3];
const [profileField, deviceInfoField, eventPropsField, sessionPropsField] = [4, 5, 6, 7];
const fieldKeys = ["type", "eventId", "eventName", "ts", "profile", "deviceInfo", "eventProps", "sessionProps"].map(
  (key) => Buffer.from(`"${key}":`),
);
const lineStart = fieldKeys.length;
const neededFields = (1 << typeField) | (1 << eventNameField) | (1 << tsField);

/** One past the string of some bytes without escapes; -1 where it is none. */
function unescapedEnd(bytes: Uint8Array, start: number, maxBytes: number): number {
  const end = plainStringEnd(bytes, start);
  if (end - start <= 2 || end - start > maxBytes + 2) return -1;
  for (let at = start + 1; at < end; at++) {
    if (bytes[at] === backslash) return -1;
  }
  return end;
}

function isFieldAt(bytes: Uint8Array, at: number, field: number): boolean {
  const key = fieldKeys[field];
  return key !== undefined && isAt(bytes, at, key);
}

function isAt(bytes: Uint8Array, start: number, part: Uint8Array): boolean {
  for (let at = 0; at < part.length; at++) {
    if (bytes[start + at] !== part[at]) return false;
  }
  return true;
}

function lengthOf(start: number, end: number): number {
  return start === end ? emptyObjectBytes : end - start;
}

const emptyObjectBytes = "{}".length;
const none = new Uint8Array(0);
const noEvent = new EventEntry("", -1);
const eventType = Buffer.from('"event"');
const nothing = Buffer.from("null");
const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const backslash = 0x5c;
