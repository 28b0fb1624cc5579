import { textAt } from "@sluice/json-text";
import { type EpochMs, parseInstant } from "@sluice/types";
import { plainStringEnd } from "./plain-string.ts";

/** Reads times of lines: whole numbers of up to 15 digits, and RFC 3339 in any form. */
export class PlainTimes {
  /** The time that was read last. */
  ms: EpochMs = 0;
  /** Times of one day mostly come together. */
  #date = Buffer.alloc(dateLength);
  #dateMs: EpochMs = 0;

  /** One past the time at `start`; -1 where it is none, or takes a closer look. */
  endOf(bytes: Uint8Array, start: number): number {
    if (bytes[start] === quote) return this.#textEnd(bytes, start);
    let ms = 0;
    let at = start;
    for (; at < start + maxDigits; at++) {
      const digit = (bytes[at] ?? 0) - zero;
      if (digit < 0 || digit > 9) break;
      ms = ms * 10 + digit;
    }
    if (at === start || (bytes[start] === zero && at > start + 1)) return -1;
    this.ms = ms;
    return at;
  }

  #textEnd(bytes: Uint8Array, start: number): number {
    const end = this.#usualEnd(bytes, start + 1);
    return end > 0 ? end : this.#anyEnd(bytes, start);
  }

  /** For `2026-11-01T10:20:30Z`, with milliseconds or without, on the day of the last one. */
  #usualEnd(bytes: Uint8Array, start: number): number {
    for (let i = 0; i < dateLength; i++) {
      if (bytes[start + i] !== this.#date[i]) return -1;
    }
    const at = start + dateLength;
    if (bytes[at] !== letterT || bytes[at + 3] !== colon || bytes[at + 6] !== colon) return -1;
    const hour = twoDigits(bytes, at + 1, 23);
    const minute = twoDigits(bytes, at + 4, 59);
    const second = twoDigits(bytes, at + 7, 59);
    if (hour < 0 || minute < 0 || second < 0) return -1;
    let end = at + 9;
    let ms = 0;
    if (bytes[end] === dot) {
      const tens = twoDigits(bytes, end + 1, 99);
      const ones = (bytes[end + 3] ?? 0) - zero;
      if (tens < 0 || ones < 0 || ones > 9) return -1;
      ms = tens * 10 + ones;
      end += 4;
    }
    if (bytes[end] !== letterZ || bytes[end + 1] !== quote) return -1;
    this.ms = this.#dateMs + ((hour * 60 + minute) * 60 + second) * 1_000 + ms;
    return end + 2;
  }

  #anyEnd(bytes: Uint8Array, start: number): number {
    const end = plainStringEnd(bytes, start);
    if (end < 0 || end - start > maxTextLength) return -1;
    const text = textAt(bytes, start + 1, end - 1);
    const ms = text.includes("\\") ? null : parseInstant(text);
    if (ms === null) return -1;
    this.ms = ms;
    const date = text.slice(0, dateLength);
    const dateMs = parseInstant(`${date}T00:00:00Z`);
    if (dateMs !== null) {
      this.#date.write(date, "latin1");
      this.#dateMs = dateMs;
    }
    return end;
  }
}

function twoDigits(bytes: Uint8Array, start: number, max: number): number {
  const tens = (bytes[start] ?? 0) - zero;
  const ones = (bytes[start + 1] ?? 0) - zero;
  if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return -1;
  const value = tens * 10 + ones;
  return value <= max ? value : -1;
}

const dateLength = "2026-11-01".length;
const maxDigits = 15;
const maxTextLength = 64;
const quote = 0x22;
const dot = 0x2e;
const zero = 0x30;
const colon = 0x3a;
const letterT = 0x54;
const letterZ = 0x5a;
