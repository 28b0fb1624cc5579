/** The numbers of an event line's fields. */
export const eventField = {
  type: 0,
  eventId: 1,
  eventName: 2,
  ts: 3,
  profile: 4,
  deviceInfo: 5,
  eventProps: 6,
  sessionProps: 7,
} as const;

/** What comes before a line's first field. */
export const lineStart = 8;

const keys = Object.keys(eventField).map((key) => Buffer.from(`"${key}":`));

/** Finds the fields of event lines, which mostly come in the order of the last line. */
export class FieldKeys {
  /** For each field, and for the line's start, the field that came next in the last line. */
  readonly #next = new Int8Array(keys.length + 1);

  /** The field whose key is at `at`; -1 where there is none. */
  at(bytes: Uint8Array, at: number, previous: number): number {
    const guess = this.#next[previous] ?? 0;
    if (isKeyAt(bytes, at, guess)) return guess;
    for (let field = 0; field < keys.length; field++) {
      if (!isKeyAt(bytes, at, field)) continue;
      this.#next[previous] = field;
      return field;
    }
    return -1;
  }

  /** How long the key of a field is, with quotes and colon. */
  lengthOf(field: number): number {
    return keys[field]?.length ?? 0;
  }
}

function isKeyAt(bytes: Uint8Array, at: number, field: number): boolean {
  const key = keys[field];
  return key !== undefined && isAt(bytes, at, key);
}

/** Whether these bytes are at `start`. */
export function isAt(bytes: Uint8Array, start: number, part: Uint8Array): boolean {
  for (let at = 0; at < part.length; at++) {
    if (bytes[start + at] !== part[at]) return false;
  }
  return true;
}
