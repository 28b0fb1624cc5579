import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Format, Manifest } from "@sluice/types";
import { parquetWriteBuffer } from "hyparquet-writer";
import { expect } from "vitest";
import { verifyFiles } from "../src/browser.ts";
import { type DeliveryReport, type DeliverySource, type Fault, folderSource, verifyDelivery } from "../src/mod.ts";
import { filesIn } from "./files-in.ts";

/** A delivered run in a folder, made by hand, so that tests can break it anywhere. */
export interface MadeRun extends AsyncDisposable {
  readonly directory: string;
  readonly source: DeliverySource;
  readonly manifest: Manifest;
  /** Key of the first object. */
  readonly key: string;
  /** Puts other bytes in the place of an object. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Puts another manifest in the place of the run's. */
  rewrite(change: (manifest: Manifest) => Manifest): Promise<void>;
  /** The codes of all faults. A browser finds the same, in the same words. */
  faults(): Promise<string[]>;
}

export const tsMs = [Date.UTC(2026, 9, 1, 8, 0, 0, 123), Date.UTC(2026, 9, 1, 9, 30, 0, 456)] as const;
/** The same on the clocks of Kolkata. */
export const printedTs = ["20261001133000", "20261001150000"] as const;

/** What is in an object of each format before it is gzipped; `name` is the event's as the format writes it. */
export const contents: Readonly<Record<Format, (ts: readonly string[], name?: string) => Uint8Array>> = {
  json(ts, name = "Charged") {
    return Buffer.from(`${name}\n${ts.map((at) => `{"profile":{},"ts":${at},"eventProps":{"a":"1"}}\n`).join("")}`);
  },
  csv(ts, name = "Charged") {
    return Buffer.from(`ts,eventName,eventProps.a\r\n${ts.map((at) => `${at},${name},"1, ""2"""\r\n`).join("")}`);
  },
  xml(ts, name = "Charged") {
    const events = ts.map(
      (at) => `<Event><ts>${at}</ts><eventName>${name}</eventName><profile><Event>1</Event></profile></Event>\n`,
    );
    return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><root>\n${events.join("")}</root>\n`);
  },
  parquet(_ts, name = "Charged") {
    return new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: "timestamp", data: tsMs.map((ms) => new Date(ms)), type: "TIMESTAMP" },
          { name: "eventName", data: [name, name], type: "STRING" },
        ],
        rowGroupSize: 1,
      }),
    );
  },
};

const options: Readonly<Record<Format, Manifest["options"]>> = {
  json: { eventId: false, jsonHeader: "eventName" },
  csv: { eventId: false },
  xml: { eventId: false },
  parquet: { eventId: false, parquetLayout: "map", parquetContainer: "gzip" },
};

/** One event in two objects of two records each. */
export function madeRun(format: Format = "json"): Promise<MadeRun> {
  const stored = gzipSync(contents[format](printedTs));
  const keys = [0, 1].map((fileIndex) => `out/1790000000-1790000001-Charged-20261001-${fileIndex}-0.${format}.gz`);
  return deliver(
    {
      type: "allEvents",
      format,
      options: options[format],
      window: { axis: "ts", from: "2026-10-01T00:00:00.000Z", to: "2026-10-02T00:00:00.000Z" },
      events: [{ name: "Charged", records: 4, objects: 2, schema: [{ key: "eventProps.a", types: ["string"] }] }],
    },
    keys.map((key) => ({ key, eventName: "Charged", stored })),
  );
}

/** An object of two records, at `tsMs`. */
export interface MadeObject {
  readonly key: string;
  readonly eventName: string | null;
  readonly stored: Uint8Array;
}

/** Puts objects into a folder, and the manifest of run 1790000000-1790000001 that names them. */
export async function deliver(
  run: Pick<Manifest, "type" | "format" | "options" | "window" | "events">,
  made: readonly MadeObject[],
): Promise<MadeRun> {
  const directory = await mkdtemp(join(tmpdir(), "sluice-made-run-"));
  const put = async (key: string, bytes: Uint8Array): Promise<void> => {
    const path = join(directory, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  };
  const objects = made.map(({ key, eventName, stored }, fileIndex) => ({
    key,
    eventName,
    databaseId: 0,
    fileIndex,
    records: 2,
    bytes: stored.byteLength,
    sha256: createHash("sha256").update(stored).digest("hex"),
    minTs: new Date(tsMs[0]).toISOString(),
    maxTs: new Date(tsMs[1]).toISOString(),
  }));
  const records = 2 * objects.length;
  const manifest: Manifest = {
    version: 1,
    project: "100000001",
    requestId: 1790000000,
    runTimestamp: 1790000001,
    ...run,
    expectedRecords: records,
    previous: null,
    skipped: [],
    software: "sluice 0.1.0",
    snapshot: "2026-10-03T00:00:00.000Z",
    objects,
    totals: { records, objects: objects.length, bytes: objects.reduce((sum, { bytes }) => sum + bytes, 0) },
  };
  const manifestKey = "out/1790000000-1790000001.manifest.json";
  const writeManifest = (content: Manifest) => put(manifestKey, Buffer.from(JSON.stringify(content)));
  for (const { key, stored } of made) await put(key, stored);
  await writeManifest(manifest);
  const source = folderSource(directory);
  return {
    directory,
    source,
    manifest,
    key: objects[0]?.key ?? "",
    put,
    rewrite: (change) => writeManifest(change(manifest)),
    async faults() {
      const report = await verifyDelivery({ source, prefix: "" });
      const inBrowser = await verifyFiles(await filesIn(directory));
      expect(wordsOf(inBrowser, "these files")).toEqual(wordsOf(report, directory));
      return faultsOf(report).map(({ code }) => code);
    },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

function faultsOf({ runs, chainFaults }: DeliveryReport): readonly Fault[] {
  return [...runs.flatMap(({ faults }) => faults), ...chainFaults];
}

/** What is said, whatever the place and the folders in it are called. */
function wordsOf(report: DeliveryReport, place: string): string[] {
  const said = [
    ...report.runs.map(({ objects, records, bytes }) => `${objects} ${records} ${bytes}`),
    ...faultsOf(report).map(({ code, key, message }) => `${code} ${key} ${message}`),
  ];
  return said.map((words) => words.replaceAll(place, "here").replace(/(?<![\w.])(out|moved|copy)\//g, "")).sort();
}

/** The run with its first object's bytes changed and the manifest telling the truth about them. */
export async function withContent(
  run: MadeRun,
  stored: Uint8Array,
  change: (manifest: Manifest) => Manifest = (manifest) => manifest,
): Promise<void> {
  await run.put(run.key, stored);
  await run.rewrite((before) => {
    const manifest = change(before);
    const [first, ...others] = manifest.objects;
    if (first === undefined) return manifest;
    const sha256 = createHash("sha256").update(stored).digest("hex");
    const bytes = manifest.totals.bytes - first.bytes + stored.byteLength;
    return {
      ...manifest,
      objects: [{ ...first, bytes: stored.byteLength, sha256 }, ...others],
      totals: { ...manifest.totals, bytes },
    };
  });
}
