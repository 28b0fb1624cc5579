/**
 * Some records in their final order, each a line of bytes. A line is JSON in UTF-8: valid, compact (no white space outside
 * strings), with no key twice in any object, with numbers in their source text, with lone surrogates as `\udXXX`, and
 * ended by the only line feed in it. A batch may be a view of bytes that others use too, so nobody writes into it.
 */
export interface RecordBatch {
  readonly length: number;
  /** When an event happened; when a profile was updated. */
  readonly tsMs: Float64Array;
  /** The lines, one right after the other. */
  readonly lines: Uint8Array;
  /** Where each line starts in `lines`, and at last where the last one ends: one more than there are records. */
  readonly starts: Uint32Array;
}

/** The latest state of some users: each line is a profile, `{"identity":…}`. */
export type ProfileBatch = RecordBatch;

/**
 * Some records of one event. Each line is what the JSON format has for it, but for the time:
 * `{"profile":{…},"ts":00000000000000,"eventProps":{…},"deviceInfo":{…},"sessionProps":{…}}`. The 14 digits stand for the
 * time in a zone that only an encoder knows; which ones they are says nothing. `deviceInfo` and `sessionProps` are
 * there only where they hold something; the other two are `{}` then.
 */
export interface EventBatch extends RecordBatch {
  /** Where the 14 digits of each record are in `lines`. */
  readonly tsPlaces: Uint32Array;
  /** Where the object `deviceInfo` of each record is in `lines`; 0 where it has none. */
  readonly deviceInfoPlaces: Uint32Array;
  /** The same for `sessionProps`. */
  readonly sessionPropsPlaces: Uint32Array;
  /** The records' ids in UTF-8, one right after the other. */
  readonly ids: Uint8Array;
  /** Where each id starts in `ids`, and at last where the last one ends. */
  readonly idStarts: Uint32Array;
}

/** What stands around the objects and the digits of an event's line. */
export const eventLineText = {
  beforeProfile: '{"profile":',
  beforeTs: ',"ts":',
  ts: "00000000000000",
  beforeEventProps: ',"eventProps":',
  beforeDeviceInfo: ',"deviceInfo":',
  beforeSessionProps: ',"sessionProps":',
  end: "}\n",
} as const;

/** Where things are in an event's line, in bytes. */
export const eventLine = {
  /** The object `profile`, from the start of the line. */
  profile: eventLineText.beforeProfile.length,
  /** From the end of `profile` to the digits of `ts`. */
  beforeTs: eventLineText.beforeTs.length,
  tsDigits: eventLineText.ts.length,
  /** The object `eventProps`, from the digits of `ts`. */
  eventProps: eventLineText.ts.length + eventLineText.beforeEventProps.length,
  /** From the end of the object before it to the object `deviceInfo`, and to `sessionProps`. */
  beforeDeviceInfo: eventLineText.beforeDeviceInfo.length,
  beforeSessionProps: eventLineText.beforeSessionProps.length,
  /** From the end of the last object to the end of the line. */
  end: eventLineText.end.length,
} as const;
