import { ByteBuffer, SpareBuffers } from "@sluice/bytes";
import { type Block, type EncodeContext, type Encoder, keyNames } from "@sluice/encoding";
import type { RowGroupFooter } from "@sluice/parquet-file";
import { writeColumnChunk, writeIndex } from "@sluice/parquet-file";
import { type EventBatch, eventLine } from "@sluice/types";
import { codecs } from "./codec.ts";
import { fileSchema, mapElements, propertyElement, textElement, timestampElement } from "./file-schema.ts";
import { mapColumn, type RecordColumn } from "./map-column.ts";
import { profileRowGroup } from "./profile-row-group.ts";
import { propertyColumnNames, propertyColumns } from "./property-columns.ts";
import { type RowGroup, rowGroupEncoder } from "./row-groups.ts";
import { showTable } from "./show-table.ts";
import { timestampColumn } from "./timestamp-column.ts";

/** Parquet, one row group a block. Properties are one map, or a typed column each (`parquetLayout`). */
export const parquetEncoder: Encoder<RowGroupFooter> = {
  format: "parquet",
  container: ({ parquetContainer }) => parquetContainer,
  open: (context) => rowGroupEncoder(eventRowGroup(context), context),
  openProfiles: (context) => rowGroupEncoder(profileRowGroup(context), context),
  show: showTable,
};

/** Of the four objects, where one that the line leaves out counts as `{}`. */
function textLengthAt({ starts, deviceInfoPlaces, sessionPropsPlaces }: EventBatch, index: number): number {
  const lineLength = (starts[index + 1] ?? 0) - (starts[index] ?? 0);
  const deviceInfo = deviceInfoPlaces[index] === 0 ? emptyObject : -eventLine.beforeDeviceInfo;
  const sessionProps = sessionPropsPlaces[index] === 0 ? emptyObject : -eventLine.beforeSessionProps;
  return lineLength - aroundObjects + deviceInfo + sessionProps;
}

const emptyObject = "{}".length;
const aroundObjects = eventLine.profile + eventLine.beforeTs + eventLine.eventProps + eventLine.end;

function eventRowGroup({ eventName, schema, options }: EncodeContext): RowGroup<EventBatch> {
  const codec = codecs[options.parquetContainer];
  const isFlat = options.parquetLayout === "columns";
  const propertyNames = propertyColumnNames("eventProperties", schema.eventProps, options.columnNames);
  const profile = mapColumn("profile", keyNames(schema.profile));
  const deviceInfo = mapColumn("deviceInfo", keyNames(schema.deviceInfo));
  const sessionProps = mapColumn("sessionProperties", keyNames(schema.sessionProps));
  const eventProps = isFlat
    ? propertyColumns(propertyNames, schema.eventProps, eventName)
    : mapColumn("eventProperties", keyNames(schema.eventProps));
  const propertyElements = isFlat
    ? schema.eventProps.map(({ types }, index) => [propertyElement(propertyNames[index] ?? "", types)])
    : [mapElements("eventProperties")];

  const timestamp = timestampColumn("timestamp");
  const eventIds = new ByteBuffer();
  const spares = new SpareBuffers();
  let out = spares.take(0);
  let records = 0;
  let textLength = 0;

  return {
    schema: fileSchema([
      [timestampElement("timestamp")],
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
    textLengthAt,
    add(batch: EventBatch, index: number): void {
      const { lines } = batch;
      timestamp.add(batch.tsMs[index] ?? 0);
      if (options.eventId) eventIds.byteArray(batch.ids, batch.idStarts[index] ?? 0, batch.idStarts[index + 1] ?? 0);
      profile.add(lines, (batch.starts[index] ?? 0) + eventLine.profile);
      addOptional(deviceInfo, lines, batch.deviceInfoPlaces[index] ?? 0);
      eventProps.add(lines, (batch.tsPlaces[index] ?? 0) + eventLine.eventProps);
      addOptional(sessionProps, lines, batch.sessionPropsPlaces[index] ?? 0);
      textLength += textLengthAt(batch, index);
      records++;
    },
    close(): Block<RowGroupFooter> {
      const { column: timestamps, minTsMs, maxTsMs } = timestamp.write(out, codec);
      const name = writeColumnChunk(out, nameColumn(eventName, records), codec);
      const idColumn = { type: "BYTE_ARRAY", path: ["eventId"], count: records, maxDefinition: 0 } as const;
      const ids = options.eventId ? [writeColumnChunk(out, { ...idColumn, values: eventIds.written() }, codec)] : [];
      const parts = [profile, deviceInfo, eventProps, sessionProps].flatMap((part) => part.write(out, codec));
      const written = out;
      const release = () => spares.giveBack(written);
      const footer = { columns: [timestamps, name, ...ids, ...parts] };
      const block = { bytes: written.written(), records, minTsMs, maxTsMs, footer, release };
      out = spares.take(0);
      eventIds.clear();
      [records, textLength] = [0, 0];
      return block;
    },
  };
}

function addOptional(column: RecordColumn, lines: Uint8Array, place: number): void {
  if (place === 0) column.addEmpty();
  else column.add(lines, place);
}

/** The event's name in every row, which takes a few bytes in all. */
function nameColumn(eventName: string, records: number) {
  const dictionary = new ByteBuffer();
  dictionary.string(eventName.toWellFormed());
  const values = new ByteBuffer();
  writeIndex(values, 0, 1, records);
  return {
    ...({ type: "BYTE_ARRAY", path: ["eventName"], count: records, maxDefinition: 0 } as const),
    dictionary: { bytes: dictionary.written(), size: 1 },
    values: values.written(),
  };
}
