import { tmpdir } from "node:os";
import { csvEncoder } from "@sluice/encoder-csv";
import { jsonEncoder } from "@sluice/encoder-json";
import { parquetEncoder } from "@sluice/encoder-parquet";
import { xmlEncoder } from "@sluice/encoder-xml";
import { defaultObjectLimits, type Encoder, encodeSegment } from "@sluice/encoding";
import type { EventQuery } from "@sluice/event-source";
import { openLake } from "@sluice/event-source-lake";
import { defaultSegmentLimits, type Format, formatOptionsSchema } from "@sluice/types";
import { measured } from "./measurement.ts";
import { variantNamed } from "./variants.ts";

/** (a) From the source to finished objects, which are then thrown away: `measure-encoder.ts <lake> <project> <variant>`. */
const [lakeFolder = "", project = "", name = ""] = process.argv.slice(2);
const { format, options } = variantNamed(name);
const signal = new AbortController().signal;
const everything: EventQuery = {
  project,
  window: { axis: "ts", fromMs: 0, toMs: Number.MAX_SAFE_INTEGER },
  eventNames: null,
  capturedBeforeMs: Number.MAX_SAFE_INTEGER,
};

type Common = Omit<Parameters<typeof encodeSegment>[0], "encoder">;

function encodingWith<Footer>(encoder: Encoder<Footer>) {
  return (common: Common) => encodeSegment({ ...common, encoder });
}

const encodeWith: Readonly<Record<Format, (common: Common) => Promise<void>>> = {
  json: encodingWith(jsonEncoder),
  csv: encodingWith(csvEncoder),
  xml: encodingWith(xmlEncoder),
  parquet: encodingWith(parquetEncoder),
};

await using source = await openLake({ directory: lakeFolder });
await measured(async () => {
  let records = 0;
  let bytes = 0;
  for await (const { eventName, schema, token } of source.plan(everything, defaultSegmentLimits)) {
    if (eventName === null) continue;
    const common = {
      context: { eventName, schema, timeZone: "UTC", options: formatOptionsSchema.parse(options) },
      batches: source.read({ project, token }, signal),
      limits: defaultObjectLimits,
      gzipLevel: 6,
      index: 0,
      count: 1,
      scratch: tmpdir(),
      signal,
      sink: async (object: { readonly records: number; readonly byteLength: number }) => {
        records += object.records;
        bytes += object.byteLength;
      },
    };
    await encodeWith[format](common);
  }
  return { records, bytes };
});
