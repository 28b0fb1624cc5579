import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileMappingSchema, type LoadReport, loadRecords } from "@sluice/event-source-lake";
import { expect, test } from "vitest";

type Kind = "jsonl" | "csv" | "parquet";

/** One bad line and nothing is loaded. */
async function load(file: string, kind: Kind, mapping?: string): Promise<LoadReport> {
  await using lake = await mkdtempDisposable(join(tmpdir(), "sluice-examples-"));
  const map = async (name = "") => fileMappingSchema.parse(JSON.parse(await readFile(here(name), "utf8")));
  const format = kind === "jsonl" ? { kind } : { kind, mapping: await map(mapping) };
  const inputs = [{ path: here(file), ...format }];
  return await loadRecords({ directory: lake.path, project: "1", inputs });
}

function here(name: string): string {
  return join(import.meta.dirname, name);
}

test("the web shop's orders load", async () => {
  expect(await load("online-retail/events.jsonl.gz", "jsonl")).toMatchObject({ records: 1_348, eventNames: 2 });
});

test("the web shop's customers load as profiles", async () => {
  expect(await load("online-retail/customers.jsonl.gz", "jsonl")).toMatchObject({ events: 0, profiles: 620 });
});

test("the web shop's order lines load from CSV", async () => {
  const report = await load("online-retail/order-lines.csv", "csv", "online-retail/order-lines.mapping.json");
  expect(report).toMatchObject({ records: 600, eventNames: 1 });
});

test("the page edits load", async () => {
  expect(await load("wikipedia-edits/events.jsonl.gz", "jsonl")).toMatchObject({ records: 7_055, eventNames: 265 });
});

test("the page edits load from Parquet", async () => {
  const report = await load("wikipedia-edits/edits.parquet", "parquet", "wikipedia-edits/edits.mapping.json");
  expect(report).toMatchObject({ records: 588, eventNames: 1 });
});
