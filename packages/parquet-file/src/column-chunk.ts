import { ByteBuffer } from "@sluice/bytes";
import { ByteWriter } from "hyparquet-writer";
import { serializeTCompactProtocol } from "hyparquet-writer/src/thrift.js";
import type { Codec } from "./codec.ts";
import type { ColumnMetaData } from "./file-metadata.ts";
import type { LevelRuns } from "./level-runs.ts";

/** Everything one leaf column has in a row group, ready to be written. */
export interface ColumnValues {
  readonly type: ColumnMetaData["type"];
  readonly path: readonly string[];
  /** Nulls and empty maps included. */
  readonly count: number;
  readonly repetition?: LevelRuns;
  readonly definition?: LevelRuns;
  readonly maxDefinition: 0 | 1 | 2;
  readonly dictionary?: { readonly bytes: Uint8Array; readonly size: number };
  /** PLAIN, or indices where there is a dictionary. */
  readonly values: Uint8Array;
  readonly statistics?: NonNullable<ColumnMetaData["statistics"]>;
}

/** Writes a column's pages and says where they are, in bytes from the start of the row group. */
export function writeColumnChunk(out: ByteBuffer, column: ColumnValues, codec: Codec): ColumnMetaData {
  const start = out.length;
  let uncompressed = 0;
  const page = (header: PageHeader, ...body: readonly Uint8Array[]): void => {
    const before = out.length;
    const { bodySize, storedSize } = writePage(out, header, body, codec);
    uncompressed += out.length - before - storedSize + bodySize;
  };

  const { dictionary } = column;
  if (dictionary) {
    page({ field_1: dictionaryPage, field_7: { field_1: dictionary.size, field_2: plain } }, dictionary.bytes);
  }
  const dataStart = out.length;
  const levels = new ByteBuffer();
  column.repetition?.write(levels, 1);
  column.definition?.write(levels, column.maxDefinition);
  const encoding = dictionary ? rleDictionary : plain;
  page(
    { field_1: dataPage, field_5: { field_1: column.count, field_2: encoding, field_3: rle, field_4: rle } },
    levels.written(),
    column.values,
  );

  return {
    type: column.type,
    encodings: dictionary ? ["PLAIN", "RLE", "RLE_DICTIONARY"] : ["PLAIN", "RLE"],
    path_in_schema: [...column.path],
    codec: codec.name,
    num_values: BigInt(column.count),
    total_uncompressed_size: BigInt(uncompressed),
    total_compressed_size: BigInt(out.length - start),
    data_page_offset: BigInt(dataStart),
    ...(dictionary ? { dictionary_page_offset: BigInt(start) } : {}),
    ...(column.statistics ? { statistics: column.statistics } : {}),
  };
}

/** Field numbers and values as parquet.thrift has them: `PageHeader`, `DataPageHeader`, `DictionaryPageHeader`. */
interface PageHeader {
  readonly field_1: number;
  readonly field_5?: Readonly<Record<`field_${number}`, number>>;
  readonly field_7?: Readonly<Record<`field_${number}`, number>>;
}

const dataPage = 0;
const dictionaryPage = 2;
const plain = 0;
const rle = 3;
const rleDictionary = 8;

function writePage(out: ByteBuffer, header: PageHeader, body: readonly Uint8Array[], codec: Codec) {
  const bodySize = body.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const stored = codec.compress ? [codec.compress(joined(body))] : body;
  const storedSize = stored.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const writer = new ByteWriter(64);
  const { field_1, ...kind } = header;
  serializeTCompactProtocol(writer, { field_1, field_2: bodySize, field_3: storedSize, ...kind });
  out.append(writer.getBytes());
  for (const bytes of stored) out.append(bytes);
  return { bodySize, storedSize };
}

/** In one piece; copied only where it is not in one already, as a column without levels is. */
function joined(body: readonly Uint8Array[]): Uint8Array {
  const [first, ...others] = body.filter(({ byteLength }) => byteLength > 0);
  return first && others.length === 0 ? first : Buffer.concat(body);
}
