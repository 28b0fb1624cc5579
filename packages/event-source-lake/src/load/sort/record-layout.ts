/**
 * How an event lies in a run: these numbers, the id, and the line. All but `ts`, which is a double, are unsigned 32-bit
 * integers.
 */
export const recordLayout = {
  /** All of the record. */
  byteLength: 0,
  ts: 4,
  eventNumber: 12,
  databaseId: 16,
  profileBytes: 20,
  deviceInfoBytes: 24,
  sessionPropsBytes: 28,
  idBytes: 32,
  id: 36,
} as const;
