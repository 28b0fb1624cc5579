import { type Encoder, textBlockEncoder, tsFormatter } from "@sluice/encoding";
import { KeyTable, scanObject } from "@sluice/json-text";
import { csvCell, stringCell } from "./csv-cell.ts";
import { type CsvColumns, csvColumns } from "./csv-columns.ts";

/** RFC 4180, UTF-8 without BOM, CRLF, the header in every object. */
export const csvEncoder: Encoder = {
  format: "csv",
  container: () => "gzip",
  open(context) {
    const { schema, timeZone, options } = context;
    const columns = csvColumns(schema, options.eventId);
    const ts = tsFormatter(timeZone);
    const eventName = stringCell(context.eventName.toWellFormed());
    const sections = {
      profile: sectionWriter("profile", columns),
      deviceInfo: sectionWriter("deviceInfo", columns),
      eventProps: sectionWriter("eventProps", columns),
      sessionProps: sectionWriter("sessionProps", columns),
    };
    const empty: string[] = columns.names.map(() => "");
    return textBlockEncoder(
      {
        head: `${columns.names.map((name) => stringCell(name.toWellFormed())).join(",")}\r\n`,
        tail: "",
        record(batch, index) {
          const row = empty.slice();
          row[0] = ts(batch.tsMs[index] ?? 0);
          row[1] = eventName;
          if (options.eventId) row[2] = stringCell((batch.eventIds[index] ?? "").toWellFormed());
          sections.profile(row, batch.profiles[index] ?? "{}");
          sections.deviceInfo(row, batch.deviceInfos[index] ?? "{}");
          sections.eventProps(row, batch.eventProps[index] ?? "{}");
          sections.sessionProps(row, batch.sessionProps[index] ?? "{}");
          return `${row.join(",")}\r\n`;
        },
      },
      context,
    );
  },
};

type SectionWriter = (row: string[], object: string) => void;

/** Fills the cells of one part of a record. */
function sectionWriter(section: string, columns: CsvColumns): SectionWriter {
  const keys = new KeyTable();
  const columnOfKey: number[] = [];
  let row: string[] = [];
  const column = (keyIndex: number): number => {
    columnOfKey[keyIndex] ??= columns.indexOf.get(`${section}.${keys.keys[keyIndex]}`) ?? -1;
    return columnOfKey[keyIndex] ?? -1;
  };
  const dimensions = section === "deviceInfo" ? sectionWriter("deviceInfo.dimensions", columns) : null;
  const openBrace = 0x7b;
  const visit = (keyIndex: number, text: string, start: number, end: number): void => {
    if (dimensions && text.charCodeAt(start) === openBrace && keys.keys[keyIndex] === "dimensions") {
      dimensions(row, text.slice(start, end));
      return;
    }
    const index = column(keyIndex);
    if (index >= 0) row[index] = csvCell(text, start, end);
  };
  return (target, object) => {
    row = target;
    scanObject(object, keys, visit);
  };
}
