import type { Format, FormatOptions } from "@sluice/types";
import type { ObjectLimits } from "../segment-output.ts";
import type { SampleSegment } from "./encode-sample.ts";
import { type GoldenSet, goldenRecords } from "./golden-records.ts";

/** What makes some objects, but for the encoder. */
export interface GoldenCase {
  readonly name: string;
  readonly kind: "events" | "profiles";
  readonly sample: Omit<SampleSegment<unknown>, "encoder">;
}

/** Every set of records with every option of a format that changes its bytes, in two time zones, and cut into small objects. */
export function goldenCases(format: Format): GoldenCase[] {
  const sets = Object.entries(goldenRecords).map(([set, records]) => ({ set, records: records() }));
  const events = optionsOf[format].flatMap((options) =>
    timeZones.flatMap((timeZone) =>
      sets.map(({ set, records }): GoldenCase => {
        const name = [set, timeZone, JSON.stringify(options)].join(" ");
        return { name, kind: "events", sample: { records, options, timeZone, eventName, batchLength: 700 } };
      }),
    ),
  );
  const profiles = profileOptionsOf[format].flatMap((options) =>
    sets.map(({ set, records }): GoldenCase => {
      const name = ["profiles of", set, JSON.stringify(options)].join(" ");
      return { name, kind: "profiles", sample: { records, options, batchLength: 700 } };
    }),
  );
  return [...events, ...profiles, ...cutCases(format)];
}

/** Nothing is compressed, so that where an object ends is up to our own code. */
function cutCases(format: Format): GoldenCase[] {
  const set: GoldenSet = "plain";
  const records = goldenRecords[set]();
  return limitsOf[format].flatMap((limits): GoldenCase[] => {
    const sample = { records, limits, gzipLevel: 0 };
    const name = `${set} ${JSON.stringify(limits)}`;
    return [
      { name, kind: "events", sample },
      { name: `profiles of ${name}`, kind: "profiles", sample },
    ];
  });
}

const eventName = 'Charged "twice", <b>é</b>\n\ud800';
const timeZones = ["UTC", "America/St_Johns"] as const;

const optionsOf: Readonly<Record<Format, readonly Partial<FormatOptions>[]>> = {
  json: [{}, { eventId: true }, { jsonHeader: "none" }, { jsonHeader: "none", eventId: true }],
  csv: [{}, { eventId: true }, { columnNames: "underscored" }],
  xml: [{}, { eventId: true }],
  parquet: [
    { parquetLayout: "map", parquetContainer: "gzip" },
    { parquetLayout: "map", parquetContainer: "none", eventId: true },
    { parquetLayout: "columns", parquetContainer: "gzip", eventId: true },
    { parquetLayout: "columns", parquetContainer: "none", columnNames: "underscored" },
  ],
};

const profileOptionsOf: Readonly<Record<Format, readonly Partial<FormatOptions>[]>> = {
  json: [{}],
  csv: [{}, { columnNames: "underscored" }],
  xml: [{}],
  parquet: [{ parquetContainer: "gzip" }, { parquetContainer: "none" }],
};

const textLimits = [{ maxObjectRecords: 900 }, { maxObjectBytes: 60_000 }, { maxObjectBytes: 20_000 }];

/** Parquet is cut by records alone: how big a row group gets is measured roughly. */
const limitsOf: Readonly<Record<Format, readonly Partial<ObjectLimits>[]>> = {
  json: textLimits,
  csv: textLimits,
  xml: textLimits,
  parquet: [{ maxObjectRecords: 900 }],
};
