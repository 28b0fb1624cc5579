import { ByteBuffer } from "@sluice/bytes";
import { type Block, keyNames, type ProfileContext } from "@sluice/encoding";
import { ByteKeyTable, takeObjectBytes, valueEndAt } from "@sluice/json-text";
import type { RowGroupFooter } from "@sluice/parquet-file";
import type { ProfileBatch } from "@sluice/types";
import { codecs } from "./codec.ts";
import { fileSchema, mapElements, propertyElement, timestampElement } from "./file-schema.ts";
import { mapColumn } from "./map-column.ts";
import type { RowGroup } from "./row-groups.ts";
import { textColumn } from "./text-column.ts";
import { timestampColumn } from "./timestamp-column.ts";

/** A user's `identity`, `objectId` and `updatedAt`, and all keys of the profile as a map. */
export function profileRowGroup({ keys, options }: ProfileContext): RowGroup<ProfileBatch> {
  const codec = codecs[options.parquetContainer];
  const identity = textColumn("identity");
  const objectId = textColumn("objectId");
  const updatedAt = timestampColumn("updatedAt");
  const profile = mapColumn("profile", keyNames(keys));
  const out = new ByteBuffer();
  const table = new ByteKeyTable();
  let records = 0;
  let textLength = 0;

  const takeId = (keyIndex: number, bytes: Uint8Array, start: number): number => {
    const key = table.keys[keyIndex];
    if (key === "identity") return identity.take(bytes, start);
    return key === "objectId" ? objectId.take(bytes, start) : valueEndAt(bytes, start);
  };

  return {
    schema: fileSchema([
      [propertyElement("identity", ["string"])],
      [propertyElement("objectId", ["string"])],
      [timestampElement("updatedAt")],
      mapElements("profile"),
    ]),
    get records() {
      return records;
    },
    get textLength() {
      return textLength;
    },
    textLengthAt,
    add(batch, index): void {
      const start = batch.starts[index] ?? 0;
      takeObjectBytes(batch.lines, start, table, takeId);
      updatedAt.add(batch.tsMs[index] ?? 0);
      profile.add(batch.lines, start);
      textLength += textLengthAt(batch, index);
      records++;
      identity.fillTo(records);
      objectId.fillTo(records);
    },
    close(): Block<RowGroupFooter> {
      const ids = [identity.write(out, codec), objectId.write(out, codec)];
      const { column, minTsMs, maxTsMs } = updatedAt.write(out, codec);
      const columns = [...ids, column, ...profile.write(out, codec)];
      const block = { bytes: Buffer.from(out.written()), records, minTsMs, maxTsMs, footer: { columns } };
      out.clear();
      [records, textLength] = [0, 0];
      return block;
    },
  };
}

/** Of the object, without the line feed behind it. */
function textLengthAt({ starts }: ProfileBatch, index: number): number {
  return (starts[index + 1] ?? 0) - (starts[index] ?? 0) - lineFeedBytes;
}

const lineFeedBytes = 1;
