import type { ShownOutput } from "@sluice/encoding";
import { parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";

/** So many columns are enough to look at. */
const maxColumns = 200;

/** How a file is shown: its first columns and rows, read back out of it. A map is shown as compact JSON. */
export async function showTable(object: Uint8Array, maxBytes: number): Promise<ShownOutput> {
  const file = new Uint8Array(object).buffer;
  const metadata = parquetMetadata(file);
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  const columns = names.slice(0, maxColumns);
  const found = await parquetReadObjects({ file, metadata, columns, compressors, parsers: { stringFromBytes } });
  const cut = cutter(Math.floor(maxBytes / 2 / columns.length));
  const titles = columns.map(cut.text);
  const rows: (string | null)[][] = [];
  let byteLength = byteLengthOf(titles);
  for (const row of found) {
    const cells = columns.map((name) => cellText(row[name])).map((text) => (text === null ? null : cut.text(text)));
    byteLength += byteLengthOf(cells);
    if (byteLength > maxBytes) break;
    rows.push(cells);
  }
  const isCut = cut.hasCut() || columns.length < names.length || rows.length < found.length;
  return { shown: { kind: "table", columns: titles, rows }, isCut };
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** With a dot before it: a map is read as an object, which has no place for every key and an order of its own for some. */
function stringFromBytes(bytes: Uint8Array | undefined): string | undefined {
  return bytes && `.${utf8.decode(bytes)}`;
}

function cellText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value.slice(1);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object") return Object.is(value, -0) ? "-0" : String(value);
  const entries = Object.entries(value).map(([key, text]) => {
    return `${JSON.stringify(key.slice(1))}:${JSON.stringify(cellText(text))}`;
  });
  return `{${entries.join(",")}}`;
}

/** Cuts texts that are too long for a cell, and remembers whether it had to. */
function cutter(maxCellBytes: number) {
  const room = new Uint8Array(Math.max(1, maxCellBytes));
  const encoder = new TextEncoder();
  let hasCut = false;
  return {
    text(text: string): string {
      const { read } = encoder.encodeInto(text, room);
      if (read === text.length) return text;
      hasCut = true;
      return text.slice(0, read);
    },
    hasCut: () => hasCut,
  };
}

function byteLengthOf(cells: readonly (string | null)[]): number {
  return cells.reduce((sum, cell) => sum + Buffer.byteLength(cell ?? ""), 0);
}
