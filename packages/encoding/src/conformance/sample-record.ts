import { KeyTable, scanObject, valueTypeOf } from "@sluice/json-text";
import { EventBatchBuilder, type EventTexts, profileBatch } from "@sluice/record-batch";
import {
  compareCodePoints,
  type EventBatch,
  type EventSchema,
  type KeyTypes,
  type ProfileBatch,
  type ValueType,
  valueTypeSchema,
} from "@sluice/types";

/** A record as a batch holds it. */
export type SampleRecord = EventTexts;

/** A record with empty objects where nothing else is said. */
export function sampleRecord(parts: Partial<SampleRecord> = {}): SampleRecord {
  return {
    eventId: "event-1",
    tsMs: Date.UTC(2020, 1, 20, 7, 37, 35, 123),
    profile: "{}",
    deviceInfo: "{}",
    eventProps: "{}",
    sessionProps: "{}",
    ...parts,
  };
}

export function batchOf(records: readonly SampleRecord[]): EventBatch {
  const batch = new EventBatchBuilder();
  for (const { tsMs, eventId, profile, deviceInfo, eventProps, sessionProps } of records) {
    batch.add({
      tsMs,
      eventId: Buffer.from(eventId.toWellFormed()),
      profile: Buffer.from(profile),
      deviceInfo: Buffer.from(deviceInfo),
      eventProps: Buffer.from(eventProps),
      sessionProps: Buffer.from(sessionProps),
    });
  }
  return batch.finish();
}

export function profileBatchOf(records: readonly SampleRecord[]): ProfileBatch {
  return profileBatch(
    records.map(({ profile }) => Buffer.from(profile)),
    records.map(({ tsMs }) => tsMs),
  );
}

/** The schema that a plan has for these records. */
export function schemaOf(records: readonly SampleRecord[]): EventSchema {
  return {
    profile: keyTypes(records.map(({ profile }) => profile)),
    deviceInfo: withDimensions(keyTypes(records.map(({ deviceInfo }) => deviceInfo)), records),
    eventProps: keyTypes(records.map(({ eventProps }) => eventProps)),
    sessionProps: keyTypes(records.map(({ sessionProps }) => sessionProps)),
  };
}

/** What `dimensions` holds besides what every format knows is in the schema too, as the source puts it there. */
function withDimensions(keys: KeyTypes[], records: readonly SampleRecord[]): KeyTypes[] {
  const dimensions = records.flatMap(({ deviceInfo }) => {
    const value: unknown = JSON.parse(deviceInfo).dimensions;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? [JSON.stringify(value)] : [];
  });
  const others = keyTypes(dimensions).filter(({ key }) => !["width", "height", "unit"].includes(key));
  const nested = others.map(({ key, types }) => ({ key: `dimensions.${key}`, types }));
  return [...keys, ...nested].sort((a, b) => compareCodePoints(a.key, b.key));
}

function keyTypes(objects: readonly string[]): KeyTypes[] {
  const keys = new KeyTable();
  const typesOf = new Map<string, Set<ValueType>>();
  for (const object of objects) {
    scanObject(object, keys, (keyIndex, text, start, end) => {
      const key = keys.keys[keyIndex] ?? "";
      const types = typesOf.get(key) ?? new Set();
      typesOf.set(key, types.add(valueTypeOf(text, start, end)));
    });
  }
  return [...typesOf]
    .map(([key, types]) => ({ key, types: valueTypeSchema.options.filter((type) => types.has(type)) }))
    .sort((a, b) => compareCodePoints(a.key, b.key));
}
