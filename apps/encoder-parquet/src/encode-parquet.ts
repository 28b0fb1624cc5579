import type { Block, EncodeContext, Encoder } from "@sluice/encoding";
import type { EventBatch } from "@sluice/types";
import { ByteBuffer } from "./byte-buffer.ts";
import { codecs } from "./codec.ts";
import { writeColumnChunk } from "./column-chunk.ts";
import { fileTail, magic, type RowGroupFooter } from "./file-metadata.ts";
import { fileSchema, mapElements, propertyElement, textElement, timestampElement } from "./file-schema.ts";
import { writeIndices } from "./hybrid-encoding.ts";
import { keyNames } from "./key-names.ts";
import { mapColumn } from "./map-column.ts";
import { NumberList } from "./number-list.ts";
import { propertyColumns } from "./property-columns.ts";

/** Parquet, one row group a block. Properties are one map, or a typed column each (`parquetLayout`). */
export const parquetEncoder: Encoder<RowGroupFooter> = {
  format: "parquet",
  container: ({ parquetContainer }) => parquetContainer,
  open(context) {
    const rowGroup = rowGroupWriter(context);
    const limits = rowGroupLimits(context);

    function* encode(batch: EventBatch): Generator<Block<RowGroupFooter>> {
      for (let index = 0; index < batch.length; index++) {
        // A record that is as big as a row group has one of its own.
        const textLength = rowGroup.textLength + textLengthAt(batch, index);
        if (rowGroup.records > 0 && textLength > limits.textLength(rowGroup.records + 1, textLength)) {
          yield rowGroup.close();
        }
        rowGroup.add(batch, index);
        if (rowGroup.records >= limits.records) yield rowGroup.close();
      }
    }

    function* finish(): Generator<Block<RowGroupFooter>> {
      if (rowGroup.records > 0) yield rowGroup.close();
    }

    const { schema } = rowGroup;
    return { head: () => magic, encode, finish, tail: (blocks) => fileTail(schema, blocks) };
  },
};

const maxRowGroupRecords = 100_000;
/** A reader holds a row group at a time, and so does this process, more than once. */
const maxRowGroupText = 16 * 1024 * 1024;
/** Large values are held as large strings as well. */
const largeRecordText = 16 * 1024;
const maxLargeRowGroupText = 2 * 1024 * 1024;
const fullBlockBytes = 1024 * 1024;

/** Small objects need small row groups, to come close to their limit. */
function rowGroupLimits({ maxBlockBytes, maxBlockRecords }: EncodeContext) {
  return {
    records: Math.min(maxRowGroupRecords, maxBlockRecords),
    textLength(records: number, textLength: number): number {
      if (maxBlockBytes < fullBlockBytes) return maxBlockBytes;
      return textLength > records * largeRecordText ? maxLargeRowGroupText : maxRowGroupText;
    },
  };
}

function textLengthAt({ profiles, deviceInfos, eventProps, sessionProps }: EventBatch, index: number): number {
  let length = 0;
  for (const texts of [profiles, deviceInfos, eventProps, sessionProps]) length += texts[index]?.length ?? 0;
  return length;
}

function rowGroupWriter({ eventName, schema, options }: EncodeContext) {
  const codec = codecs[options.parquetContainer];
  const isFlat = options.parquetLayout === "columns";
  const propertyNames = keyNames(schema.eventProps);
  const profile = mapColumn("profile", keyNames(schema.profile));
  const deviceInfo = mapColumn("deviceInfo", keyNames(schema.deviceInfo));
  const sessionProps = mapColumn("sessionProperties", keyNames(schema.sessionProps));
  const eventProps = isFlat
    ? propertyColumns("eventProperties", schema.eventProps, propertyNames, eventName)
    : mapColumn("eventProperties", propertyNames);
  const propertyElements = isFlat
    ? schema.eventProps.map(({ key, types }) => [propertyElement(`eventProperties.${propertyNames(key)}`, types)])
    : [mapElements("eventProperties")];

  const timestamps = new ByteBuffer();
  const eventIds = new ByteBuffer();
  const out = new ByteBuffer();
  let records = 0;
  let textLength = 0;
  let minTsMs = Number.POSITIVE_INFINITY;
  let maxTsMs = Number.NEGATIVE_INFINITY;

  const timestampValues = () => ({
    ...({
      type: "INT64",
      path: ["timestamp"],
      count: records,
      maxDefinition: 0,
      values: timestamps.written(),
    } as const),
    statistics: { min_value: new Date(minTsMs), max_value: new Date(maxTsMs), null_count: 0n },
  });

  return {
    schema: fileSchema([
      [timestampElement],
      [textElement("eventName")],
      ...(options.eventId ? [[textElement("eventId")]] : []),
      mapElements("profile"),
      mapElements("deviceInfo"),
      ...propertyElements,
      mapElements("sessionProperties"),
    ]),
    get records() {
      return records;
    },
    get textLength() {
      return textLength;
    },
    add(batch: EventBatch, index: number): void {
      const tsMs = batch.tsMs[index] ?? 0;
      timestamps.safeInt64(tsMs);
      if (tsMs < minTsMs) minTsMs = tsMs;
      if (tsMs > maxTsMs) maxTsMs = tsMs;
      if (options.eventId) eventIds.string((batch.eventIds[index] ?? "").toWellFormed());
      profile.add(batch.profiles[index] ?? "{}");
      deviceInfo.add(batch.deviceInfos[index] ?? "{}");
      eventProps.add(batch.eventProps[index] ?? "{}");
      sessionProps.add(batch.sessionProps[index] ?? "{}");
      textLength += textLengthAt(batch, index);
      records++;
    },
    close(): Block<RowGroupFooter> {
      const timestamp = writeColumnChunk(out, timestampValues(), codec);
      const name = writeColumnChunk(out, nameColumn(eventName, records), codec);
      const idColumn = { type: "BYTE_ARRAY", path: ["eventId"], count: records, maxDefinition: 0 } as const;
      const ids = options.eventId ? [writeColumnChunk(out, { ...idColumn, values: eventIds.written() }, codec)] : [];
      const parts = [profile, deviceInfo, eventProps, sessionProps].flatMap((part) => part.write(out, codec));
      const bytes = Buffer.from(out.written());
      const block = { bytes, records, minTsMs, maxTsMs, footer: { columns: [timestamp, name, ...ids, ...parts] } };
      for (const buffer of [timestamps, eventIds, out]) buffer.clear();
      [records, textLength, minTsMs, maxTsMs] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      return block;
    },
  };
}

/** The event's name in every row, which takes a few bytes in all. */
function nameColumn(eventName: string, records: number) {
  const dictionary = new ByteBuffer();
  dictionary.string(eventName.toWellFormed());
  const zeros = new NumberList();
  for (let row = 0; row < records; row++) zeros.push(0);
  const values = new ByteBuffer();
  writeIndices(values, zeros, 1);
  return {
    ...({ type: "BYTE_ARRAY", path: ["eventName"], count: records, maxDefinition: 0 } as const),
    dictionary: { bytes: dictionary.written(), size: 1 },
    values: values.written(),
  };
}
