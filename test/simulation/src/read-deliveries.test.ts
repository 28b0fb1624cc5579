import { createHash } from "node:crypto";
import { mkdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { temporaryDirectory } from "@sluice/test-kit";
import type { Manifest } from "@sluice/types";
import { expect, test } from "vitest";
import { DeliveryReader } from "./read-deliveries.ts";

const key = "1-3600-Charged-19700101-0-0.json.gz";
const instant = "1970-01-01T00:00:00.000Z";
const content = gzipSync('Charged\n{"eventId":"id-1"}\n{"eventId":"id-2"}\n');
const manifest: Manifest = {
  version: 1,
  project: "100000001",
  requestId: 1,
  runTimestamp: 3_600,
  type: "allEvents",
  format: "json",
  options: { eventId: true, jsonHeader: "eventName" },
  snapshot: instant,
  events: [],
  window: { axis: "capturedAt", from: instant, to: instant },
  objects: [
    {
      key,
      eventName: "Charged",
      databaseId: 0,
      fileIndex: 0,
      records: 2,
      bytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
      minTs: instant,
      maxTs: instant,
    },
  ],
  totals: { records: 2, objects: 1, bytes: content.length },
  expectedRecords: 2,
  previous: null,
  skipped: [],
  software: "Sluice simulated",
};

async function bucketFolder() {
  const directory = await temporaryDirectory();
  const bucket = join(directory.path, "acme");
  await mkdir(bucket);
  await writeFile(join(bucket, key), content);
  await writeFile(join(bucket, "1-3600.manifest.json"), JSON.stringify(manifest));
  return Object.assign(directory, { object: join(bucket, key) });
}

test("the ids in a bucket are those in the objects that manifests name", async () => {
  await using folder = await bucketFolder();
  const [found] = await new DeliveryReader(folder.path).manifests(["acme"], 1);
  expect(found).toMatchObject({ ids: ["id-1", "id-2"], damage: [] });
  expect(await new DeliveryReader(folder.path).manifests(["acme"], 2)).toEqual([]);
});

test("an object that is gone is damage", async () => {
  await using folder = await bucketFolder();
  await rm(folder.object);
  const [found] = await new DeliveryReader(folder.path).manifests(["acme"], 1);
  expect(found).toMatchObject({ ids: [], damage: [expect.stringContaining("is not in acme")] });
});

test("an object that becomes another one is damage, and known to have changed", async () => {
  await using folder = await bucketFolder();
  const reader = new DeliveryReader(folder.path);
  await reader.manifests(["acme"], 1);
  await writeFile(folder.object, content);
  await utimes(folder.object, 1, 1);
  await reader.manifests(["acme"], 1);
  expect(reader.changed).toEqual([]);
  await writeFile(folder.object, gzipSync('Charged\n{"eventId":"id-1"}\n'));
  await utimes(folder.object, 2, 2);
  const [found] = await reader.manifests(["acme"], 1);
  expect(found?.damage.join("\n")).toMatch(/other bytes than its manifest says[\s\S]*has 1 records, not 2/);
  expect(reader.changed).toEqual([`${key} was written again with other bytes`]);
});
