import { type Encoder, showText, textBlockEncoder, tsFormatter } from "@sluice/encoding";
import { KeyTable, scanObject } from "@sluice/json-text";
import { eventTextsAt, profileTexts } from "@sluice/record-batch";
import type { ProfileBatch } from "@sluice/types";
import { csvCell, stringCell } from "./csv-cell.ts";
import { type CsvColumns, csvColumns } from "./csv-columns.ts";
import { profileColumns } from "./profile-columns.ts";
import { type CellWriter, type SectionWriter, sectionWriter } from "./section-writer.ts";

/** RFC 4180, UTF-8 without BOM, CRLF, the header in every object. */
export const csvEncoder: Encoder = {
  format: "csv",
  container: () => "gzip",
  show: showText,
  open(context) {
    const { schema, timeZone, options } = context;
    const columns = csvColumns(schema, options);
    const ts = tsFormatter(timeZone);
    const eventName = stringCell(context.eventName.toWellFormed());
    const { sections } = columns;
    const profile = sectionWriter(sections.profile, csvCell, context.eventName);
    const deviceInfo = deviceInfoWriter(columns, context.eventName);
    const eventProps = sectionWriter(sections.eventProps, csvCell, context.eventName);
    const sessionProps = sectionWriter(sections.sessionProps, csvCell, context.eventName);
    const empty: string[] = columns.names.map(() => "");
    return textBlockEncoder(
      {
        head: `${columns.names.map(stringCell).join(",")}\r\n`,
        tail: "",
        record(batch, index, out) {
          const { eventId, ...texts } = eventTextsAt(batch, index);
          const row = empty.slice();
          row[0] = Buffer.from(ts(batch.tsMs[index] ?? 0)).toString("latin1");
          row[1] = eventName;
          if (options.eventId) row[2] = stringCell(eventId);
          profile(row, texts.profile);
          deviceInfo(row, texts.deviceInfo);
          eventProps(row, texts.eventProps);
          sessionProps(row, texts.sessionProps);
          out.text(`${row.join(",")}\r\n`);
        },
      },
      context,
    );
  },
  openProfiles(context) {
    const columns = profileColumns(context.keys, context.options.columnNames);
    const profile = sectionWriter(columns.byKey, csvCell, null);
    const empty: string[] = columns.names.map(() => "");
    return textBlockEncoder(
      {
        head: `${columns.names.map(stringCell).join(",")}\r\n`,
        tail: "",
        record(batch: ProfileBatch, index, out) {
          const row = empty.slice();
          profile(row, profileTexts(batch)[index] ?? "{}");
          out.text(`${row.join(",")}\r\n`);
        },
      },
      context,
    );
  },
};

/** As `sectionWriter`, with the object `dimensions` spread over its columns. */
function deviceInfoWriter({ sections, dimensions }: CsvColumns, eventName: string): SectionWriter {
  const spread = dimensionsWriter(dimensions);
  const dimensionsColumn = sections.deviceInfo.get("dimensions");
  const cell: CellWriter = (text, start, end, row, column) =>
    column === dimensionsColumn && text.charAt(start) === "{"
      ? spread(row, text.slice(start, end))
      : csvCell(text, start, end);
  return sectionWriter(sections.deviceInfo, cell, eventName);
}

/** Fills the columns of the known keys, and gives the object's own cell: its JSON text where they do not say it all. */
function dimensionsWriter(columnOf: ReadonlyMap<string, number>): (row: string[], object: string) => string {
  const keys = new KeyTable();
  return (row, object) => {
    let saysAll = object !== "{}";
    scanObject(object, keys, (keyIndex, text, start, end) => {
      const column = columnOf.get(keys.keys[keyIndex] ?? "");
      if (column === undefined) saysAll = false;
      else row[column] = csvCell(text, start, end);
    });
    return saysAll ? "" : stringCell(object);
  };
}
