import type { EpochMs } from "@sluice/types";
import { DerivedIds } from "./derived-id.ts";
import type { EventBytes } from "./event-bytes.ts";
import { maxIdBytes, maxNameBytes } from "./event-record.ts";
import { EventEntry, type EventStatistics } from "./event-statistics.ts";
import { eventField, FieldKeys, isAt, lineStart } from "./field-keys.ts";
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
  readonly #fields = new FieldKeys();

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
      const field = this.#fields.at(bytes, at, previous);
      if (field < 0 || (seen & (1 << field)) !== 0) return false;
      seen |= 1 << field;
      previous = field;
      at = this.#valueEnd(field, bytes, at + this.#fields.lengthOf(field));
      if (at < 0) return false;
      const next = bytes[at++];
      if (next === comma) continue;
      return next === closeBrace && at === end && (seen & neededFields) === neededFields;
    }
  }

  #valueEnd(field: number, bytes: Uint8Array, at: number): number {
    switch (field) {
      case eventField.type:
        return isAt(bytes, at, eventType) ? at + eventType.length : -1;
      case eventField.eventId:
        return this.#eventIdEnd(bytes, at);
      case eventField.eventName:
        return this.#eventNameEnd(bytes, at);
      case eventField.ts:
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
      case eventField.profile:
        this.profileStart = start;
        this.profileEnd = end;
        break;
      case eventField.deviceInfo:
        this.deviceInfoStart = start;
        this.deviceInfoEnd = end;
        break;
      case eventField.eventProps:
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
    if (field === eventField.profile) return this.entry.profile;
    if (field === eventField.deviceInfo) return this.entry.deviceInfo;
    return field === eventField.eventProps ? this.entry.eventProps : this.entry.sessionProps;
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
      this.#isCounted(eventField.profile, profileStart) &&
      this.#isCounted(eventField.deviceInfo, deviceInfoStart) &&
      this.#isCounted(eventField.eventProps, eventPropsStart) &&
      this.#isCounted(eventField.sessionProps, sessionPropsStart)
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

const neededFields = (1 << eventField.type) | (1 << eventField.eventName) | (1 << eventField.ts);

/** One past the string of some bytes without escapes; -1 where it is none. */
function unescapedEnd(bytes: Uint8Array, start: number, maxBytes: number): number {
  const end = plainStringEnd(bytes, start);
  if (end - start <= 2 || end - start > maxBytes + 2) return -1;
  for (let at = start + 1; at < end; at++) {
    if (bytes[at] === backslash) return -1;
  }
  return end;
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
