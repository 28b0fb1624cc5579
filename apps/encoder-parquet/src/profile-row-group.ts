import { ByteBuffer } from "@sluice/bytes";
import { type Block, keyNames, type ProfileContext } from "@sluice/encoding";
import { KeyTable, scanObject } from "@sluice/json-text";
import type { RowGroupFooter } from "@sluice/parquet-file";
import { profileTexts } from "@sluice/record-batch";
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
  const idsOf = idReader();
  const out = new ByteBuffer();
  let records = 0;
  let textLength = 0;

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
      const text = profileTexts(batch)[index] ?? "{}";
      const ids = idsOf(text);
      identity.add(ids.identity);
      objectId.add(ids.objectId);
      updatedAt.add(batch.tsMs[index] ?? 0);
      profile.add(text);
      textLength += text.length;
      records++;
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

function textLengthAt({ starts }: ProfileBatch, index: number): number {
  return (starts[index + 1] ?? 0) - (starts[index] ?? 0);
}

interface Ids {
  readonly identity: string | null;
  readonly objectId: string | null;
}

/** Finds the two ids of a profile, as JSON texts. */
function idReader(): (profile: string) => Ids {
  const table = new KeyTable();
  let identity: string | null = null;
  let objectId: string | null = null;
  const visit = (keyIndex: number, text: string, start: number, end: number): void => {
    const key = table.keys[keyIndex];
    if (key === "identity") identity = text.slice(start, end);
    else if (key === "objectId") objectId = text.slice(start, end);
  };
  return (profile) => {
    identity = null;
    objectId = null;
    scanObject(profile, table, visit);
    return { identity, objectId };
  };
}
