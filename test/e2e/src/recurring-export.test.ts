import { gunzipSync } from "node:zlib";
import { type TestCustomer, type TestStack, testCustomer, testStack, waitUntil } from "@sluice/test-kit";
import {
  createdExportAnswerSchema,
  exportAnswerSchema,
  type Manifest,
  manifestSchema,
  type NewExportRequest,
  runsAnswerSchema,
  windowsAnswerSchema,
} from "@sluice/types";
import { folderSource, verifyDelivery } from "@sluice/verify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** Four hours of the schedule last eight seconds here. */
const schedule = { SLUICE_HOUR_MS: "2000", SLUICE_SETTLE_DELAY_MS: "500" };
const patienceMs = 240_000;

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack({
    encoders: { json: 1, csv: 1, xml: 0, parquet: 0 },
    environment: {
      "config-api": schedule,
      // Small jobs, worked off slowly, so that there is a middle to be killed in.
      "workflow-service": { ...schedule, SLUICE_SEGMENT_MAX_RECORDS: "500", SLUICE_JOB_MAX_RECORDS: "1" },
      "encoder-json": { SLUICE_GZIP_LEVEL: "9" },
    },
  });
});
afterAll(() => stack?.[Symbol.asyncDispose]());

describe("a recurring export of events", { timeout: 2 * patienceMs }, () => {
  test("delivers every record in one of its windows, though an encoder is killed in the second", async () => {
    const customer = await testCustomer(stack, { databases: 2 });
    const requestId = await recurringExport(customer, { options: { eventId: true } });
    await customer.load(events("first", 300));
    await deliveredIds(customer, requestId, 300);
    await customer.load(events("second", 12_000));
    const [encoder] = stack.encoders.json;
    await waitUntil("the run of the second window to deliver", async () => {
      const { status, totals } = await customer.latestRun(requestId);
      return status === "Running" && totals.objects > 0 ? true : undefined;
    });
    encoder?.kill("SIGKILL");
    await encoder?.exited;
    await encoder?.restart();
    await deliveredIds(customer, requestId, 12_300);
    await customer.load(events("third", 200, Date.now() - 40 * 86_400_000));
    const ids = await deliveredIds(customer, requestId, 12_500);
    expect(ids).toEqual(["first 300", "second 12000", "third 200"].flatMap((batch) => idsOf(batch)).sort());
    await stop(customer, requestId);
    const manifests = await manifestsOf(customer, requestId);
    expect(manifests.filter(({ totals }) => totals.records > 0)).toHaveLength(3);
    await expectChain(customer, requestId);
  });

  test("makes up what was due while the workflow service was down", async () => {
    const customer = await testCustomer(stack);
    const requestId = await recurringExport(customer, { options: { eventId: true } });
    await customer.load(events("before", 50));
    await deliveredIds(customer, requestId, 50);
    stack.workflowService.kill("SIGKILL");
    await stack.workflowService.exited;
    const missed = Date.now();
    await customer.load(events("while it was down", 50));
    await waitUntil("two windows to be missed", () => (Date.now() > missed + 20_000 ? true : undefined), patienceMs);
    await customer.load(events("still down", 50));
    await stack.workflowService.restart();
    const ids = await deliveredIds(customer, requestId, 150);
    expect(new Set(ids).size).toBe(150);
    await stop(customer, requestId);
    expect((await manifestsOf(customer, requestId)).length).toBeGreaterThanOrEqual(4);
    await expectChain(customer, requestId);
  });

  test("and a one-time export beside it see the same records, each in its own way", async () => {
    const customer = await testCustomer(stack);
    const requestId = await recurringExport(customer, { format: "csv" });
    await customer.load(events("early", 40));
    const once = await customer.export({ options: { eventId: true } });
    expect(await customer.endedRun(once)).toMatchObject({ status: "Done", totals: { records: 40 } });
    await customer.load(events("late", 30));
    await recordsDelivered(customer, requestId, 70);
    const [manifest] = await manifestsOf(customer, once);
    expect(manifest?.totals.records).toBe(40);
    const again = await customer.export({ options: { eventId: true } });
    expect(await customer.endedRun(again)).toMatchObject({ status: "Done", totals: { records: 70 } });
    await stop(customer, requestId);
  });
});

describe("a recurring export of profiles", { timeout: 2 * patienceMs }, () => {
  test("delivers all users first, then those that changed, each once a run with the latest state", async () => {
    const customer = await testCustomer(stack);
    await customer.load([profile("a", 1), profile("b", 1), profile("c", 1), profile("a", 2)]);
    const requestId = await recurringExport(customer, { type: "allProfiles" });
    await recordsDelivered(customer, requestId, 3);
    await customer.load([profile("b", 2), profile("b", 3), profile("d", 1)]);
    await recordsDelivered(customer, requestId, 5);
    await stop(customer, requestId);
    const delivered: string[][] = [];
    for (const { objects, window } of (await manifestsOf(customer, requestId)).filter(
      ({ totals }) => totals.records > 0,
    )) {
      expect(window.axis).toBe("capturedAt");
      const lines = await Promise.all(objects.map(({ key }) => linesOf(customer, key)));
      delivered.push(lines.flat().sort());
      for (const { key } of objects) expect(key.startsWith(`${customer.project}-${requestId}-`)).toBe(true);
    }
    expect(delivered).toEqual([
      ['{"identity":"a","v":2}', '{"identity":"b","v":1}', '{"identity":"c","v":1}'],
      ['{"identity":"b","v":3}', '{"identity":"d","v":1}'],
    ]);
    await expectChain(customer, requestId);
  });

  test("excludes one-time ones until it is stopped", async () => {
    const customer = await testCustomer(stack);
    await customer.load([profile("a", 1), profile("b", 1)]);
    const requestId = await recurringExport(customer, { type: "allProfiles", format: "csv" });
    const request = { type: "allProfiles", format: "csv", connectionId: customer.connectionId };
    const refused = await customer.call("POST", "/v1/exports", request);
    expect(refused).toMatchObject({ status: 409, body: { code: "export.profile_export_scheduled" } });
    expect(JSON.stringify(refused.body)).toContain(String(requestId));
    await stop(customer, requestId);
    const made = await customer.call("POST", "/v1/exports", request);
    const once = createdExportAnswerSchema.parse(made.body).requestId;
    expect(await customer.endedRun(once)).toMatchObject({ status: "Done", totals: { records: 2 } });
    const { ok } = await verified(customer, once);
    expect(ok).toBe(true);
  });
});

async function recurringExport(customer: TestCustomer, change: Partial<NewExportRequest>): Promise<number> {
  const answer = await customer.call("POST", "/v1/exports", {
    type: "allEvents",
    format: "json",
    frequency: "recurring",
    everyHours: 4,
    connectionId: customer.connectionId,
    ...change,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return createdExportAnswerSchema.parse(answer.body).requestId;
}

async function stop(customer: TestCustomer, requestId: number): Promise<void> {
  expect((await customer.call("POST", `/v1/exports/${requestId}/stop`)).status).toBe(202);
  await waitUntil(`export ${requestId} to be stopped`, async () => {
    const { body } = await customer.call("GET", `/v1/exports/${requestId}`);
    return exportAnswerSchema.parse(body).status === "Stopped" ? true : undefined;
  });
}

function events(batch: string, count: number, tsMs = Date.now()): string[] {
  return idsOf(`${batch} ${count}`).map((eventId, index) =>
    JSON.stringify({
      type: "event",
      eventName: index % 3 === 0 ? "Charged" : "Viewed",
      ts: tsMs - index,
      eventId,
      profile: { identity: `u${index % 7}` },
      eventProps: { text: `${index}`.repeat(60) },
    }),
  );
}

/** Of a batch that is called `<name> <count>`. */
function idsOf(batch: string): string[] {
  return Array.from({ length: Number(/\d+$/.exec(batch)?.[0]) }, (_, index) => `${batch}-${index}`);
}

function profile(identity: string, v: number): string {
  return JSON.stringify({ type: "profile", profile: { identity, v } });
}

async function manifestsOf(customer: TestCustomer, requestId: number): Promise<Manifest[]> {
  const { body } = await customer.call("GET", `/v1/exports/${requestId}/runs?limit=500`);
  const keys = runsAnswerSchema.parse(body).items.map(({ manifestKey }) => manifestKey);
  const texts = await Promise.all(keys.filter((key) => key !== null).map((key) => customer.storedBytes(key)));
  return texts.map((text) => manifestSchema.parse(JSON.parse(text.toString()))).reverse();
}

async function recordsDelivered(customer: TestCustomer, requestId: number, records: number): Promise<Manifest[]> {
  return waitUntil(
    `${records} records of export ${requestId}`,
    async () => {
      const manifests = await manifestsOf(customer, requestId);
      const delivered = manifests.reduce((sum, { totals }) => sum + totals.records, 0);
      expect(delivered).toBeLessThanOrEqual(records);
      return delivered === records ? manifests : undefined;
    },
    patienceMs,
  );
}

/** The ids in all objects that manifests of the export name, once there are as many as that. */
async function deliveredIds(customer: TestCustomer, requestId: number, records: number): Promise<string[]> {
  const manifests = await recordsDelivered(customer, requestId, records);
  const keys = manifests.flatMap(({ objects }) => objects.map(({ key }) => key));
  const lines = await Promise.all(keys.map((key) => linesOf(customer, key)));
  return lines.flatMap(([, ...own]) => own.map((line) => String(JSON.parse(line).eventId))).sort();
}

async function linesOf(customer: TestCustomer, key: string): Promise<string[]> {
  return gunzipSync(await customer.storedBytes(key))
    .toString("utf8")
    .trimEnd()
    .split("\n");
}

function verified(customer: TestCustomer, requestId: number) {
  const source = folderSource(`${stack.bucketsFolder}/${customer.bucket.target.bucket}`);
  return verifyDelivery({ source, prefix: "", requestId, chain: true });
}

/** Every run is what its manifest says, the manifests follow one another, and so do the windows of the ledger. */
async function expectChain(customer: TestCustomer, requestId: number): Promise<void> {
  const report = await verified(customer, requestId);
  expect(report.chainFaults).toEqual([]);
  expect(report.runs.flatMap(({ faults }) => faults)).toEqual([]);
  const { body } = await customer.call("GET", `/v1/exports/${requestId}/windows?limit=500`);
  const windows = windowsAnswerSchema.parse(body).items.toReversed();
  for (const [index, { window }] of windows.entries()) {
    if (index > 0) expect(window.from).toBe(windows[index - 1]?.window.to);
  }
}
