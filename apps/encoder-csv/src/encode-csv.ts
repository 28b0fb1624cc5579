import { ByteBuffer } from "@sluice/bytes";
import { type Encoder, showText, textBlockEncoder, tsFormatter } from "@sluice/encoding";
import { eventLine, type ProfileBatch } from "@sluice/types";
import { writeTextCell } from "./csv-cell.ts";
import { csvColumns } from "./csv-columns.ts";
import { profileColumns } from "./profile-columns.ts";
import { rowCells, writeCells } from "./row-cells.ts";
import { deviceInfoScanner, sectionScanner } from "./section-scanner.ts";

/** RFC 4180, UTF-8 without BOM, CRLF, the header in every object. */
export const csvEncoder: Encoder = {
  format: "csv",
  container: () => "gzip",
  show: showText,
  open(context) {
    const { schema, timeZone, options } = context;
    const columns = csvColumns(schema, options);
    const places = rowCells(columns.names.length);
    const { sections } = columns;
    const profile = sectionScanner(sections.profile, places, context.eventName);
    const deviceInfo = deviceInfoScanner(columns, places, context.eventName);
    const eventProps = sectionScanner(sections.eventProps, places, context.eventName);
    const sessionProps = sectionScanner(sections.sessionProps, places, context.eventName);
    const ts = tsFormatter(timeZone);
    const eventName = Buffer.from(cells([context.eventName]));
    const firstOther = options.eventId ? 3 : 2;
    return textBlockEncoder(
      {
        head: `${cells(columns.names)}\r\n`,
        tail: "",
        record(batch, index, out) {
          const { lines, ids, idStarts } = batch;
          const start = batch.starts[index] ?? 0;
          const tsPlace = batch.tsPlaces[index] ?? 0;
          const deviceInfoPlace = batch.deviceInfoPlaces[index] ?? 0;
          const sessionPropsPlace = batch.sessionPropsPlaces[index] ?? 0;
          profile(lines, start + eventLine.profile);
          if (deviceInfoPlace > 0) deviceInfo(lines, deviceInfoPlace);
          eventProps(lines, tsPlace + eventLine.eventProps);
          if (sessionPropsPlace > 0) sessionProps(lines, sessionPropsPlace);
          const digits = ts(batch.tsMs[index] ?? 0);
          out.append(digits);
          out.uint8(comma);
          out.append(eventName);
          if (options.eventId) {
            out.uint8(comma);
            writeTextCell(out, ids, idStarts[index] ?? 0, idStarts[index + 1] ?? 0);
          }
          writeCells(places, firstOther, lines, (batch.starts[index + 1] ?? 0) - start, out);
        },
      },
      context,
    );
  },
  openProfiles(context) {
    const columns = profileColumns(context.keys, context.options.columnNames);
    const places = rowCells(columns.names.length);
    const profile = sectionScanner(columns.byKey, places, null);
    return textBlockEncoder(
      {
        head: `${cells(columns.names)}\r\n`,
        tail: "",
        record({ lines, starts }: ProfileBatch, index, out) {
          const start = starts[index] ?? 0;
          profile(lines, start);
          writeCells(places, 0, lines, (starts[index + 1] ?? 0) - start, out);
        },
      },
      context,
    );
  },
};

/** Texts as cells of one row. */
function cells(texts: readonly string[]): string {
  const row = new ByteBuffer();
  for (const text of texts) {
    if (row.length > 0) row.uint8(comma);
    const bytes = Buffer.from(text);
    writeTextCell(row, bytes, 0, bytes.byteLength);
  }
  return Buffer.from(row.written()).toString();
}

const comma = 0x2c;
