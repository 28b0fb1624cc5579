import { randomBytes } from "node:crypto";
import { createOneTimeExport, openConfigStore } from "@sluice/config-store";
import { type TestCustomer, type TestStack, testCustomer, testStack, waitUntil } from "@sluice/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectProvenDelivery } from "./delivered-ids.ts";
import { manyEvents } from "./many-events.ts";
import { webConsole } from "./web-console.ts";

const records = 500;

let stack: TestStack;
let customer: TestCustomer;

beforeAll(async () => {
  stack = await testStack({
    encoders: { json: 1, csv: 0, xml: 0, parquet: 0 },
    environment: { "workflow-service": { SLUICE_ENCODER_WAIT_MS: "5000" } },
  });
  customer = await testCustomer(stack);
  await customer.load(manyEvents(records));
});
afterAll(() => stack?.[Symbol.asyncDispose]());

describe("a run fails at once, with words and a code, and leaves nothing behind,", () => {
  test("with a wrong secret", async () => {
    const { target, credentials } = customer.bucket;
    const wrong = { ...credentials, secretAccessKey: randomBytes(20).toString("hex") };
    const connectionId = await customer.connect("wrong secret", { target, credentials: wrong });
    const run = await failedRun(connectionId);
    expect(run.error).toEqual({
      code: "connection.bad_credentials",
      message: `${target.endpoint} does not accept the credentials of access key ${masked(credentials.accessKeyId)}. Replace the connection's access key id and secret access key, then press Retry.`,
    });
    expect(JSON.stringify(run)).not.toContain(wrong.secretAccessKey);
  });

  test("without its bucket", async () => {
    const { target, credentials } = customer.bucket;
    const connectionId = await customer.connect("no bucket", {
      target: { ...target, bucket: "no-such-bucket" },
      credentials,
    });
    const run = await failedRun(connectionId);
    expect(run.error?.code).toBe("connection.bucket_not_found");
    expect(run.error?.message).toContain("There is no bucket no-such-bucket");
  });

  test("where PutObject is denied", async () => {
    const theirs = await stack.customerBucket();
    const { credentials } = customer.bucket;
    const connectionId = await customer.connect("not my bucket", { target: theirs.target, credentials });
    const run = await failedRun(connectionId);
    expect(run.error).toEqual({
      code: "connection.access_denied",
      message: `The bucket ${theirs.target.bucket} refused PutObject for access key ${masked(credentials.accessKeyId)}. Attach the policy shown under Connections > Policy to that key's user, then press Retry.`,
    });
  });

  test("where a web console answers that all is well", async () => {
    const { target, credentials } = customer.bucket;
    await using console = await webConsole(target.endpoint ?? "", () => true);
    const connectionId = await customer.connect("console", {
      target: { ...target, endpoint: console.endpoint },
      credentials,
    });
    const run = await failedRun(connectionId);
    expect(run.error?.code).toBe("connection.not_s3");
    expect(run.error?.message).toContain("to PutObject came HTTP 200, text/html. Check the endpoint and its port;");
  });

  test("and is Done after a retry with credentials that work", async () => {
    const { target, credentials } = customer.bucket;
    const wrong = { ...credentials, secretAccessKey: randomBytes(20).toString("hex") };
    const connectionId = await customer.connect("mended", { target, credentials: wrong });
    const requestId = await customer.export({ connectionId });
    const failed = await customer.endedRun(requestId);
    expect(failed.status).toBe("Failed");
    await customer.call("PATCH", `/v1/connections/${connectionId}`, { credentials });
    const retry = await customer.call("POST", `/v1/exports/${requestId}/runs/${failed.runTimestamp}/retry`);
    expect(retry.status).toBe(202);
    await customer.endedRun(requestId);
    await expectProvenDelivery(customer, requestId, records);
  });
});

test("a manifest that nobody stored makes no run Done", async () => {
  const { target, credentials } = customer.bucket;
  await using console = await webConsole(target.endpoint ?? "", (path) => path.includes(".manifest.json"));
  const connectionId = await customer.connect("console for manifests", {
    target: { ...target, endpoint: console.endpoint },
    credentials,
  });
  const requestId = await customer.export({ connectionId });
  const run = await customer.endedRun(requestId);
  expect(run).toMatchObject({ status: "Failed", manifestKey: null, error: { code: "connection.not_s3" } });
  const keys = await storedKeysOf(requestId);
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.filter((key) => key.includes(".manifest.json"))).toEqual([]);
});

describe("an export is refused", () => {
  test("for a window that begins before the look-back", async () => {
    const from = new Date(Date.now() - 61 * 86_400_000).toISOString();
    const { status, body } = await newExport({ from });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: "export.from_too_old" });
    expect(JSON.stringify(body)).toContain("60 days");
  });
});

describe("what nobody works on", () => {
  test("says that it waits for an encoder at once, and fails when none comes", async () => {
    const requestId = await customer.export({ format: "csv" });
    await waitUntil(
      "the run to wait",
      async () => (await customer.latestRun(requestId)).waiting === "waiting for a csv encoder",
    );
    const run = await customer.endedRun(requestId);
    expect(run).toMatchObject({ status: "Failed", error: { code: "encoder.unavailable" } });
    expect(await storedKeysOf(requestId)).toEqual([]);
  });

  test("is started when a crash came between its row and its workflow", async () => {
    await using store = await openConfigStore({ databaseUrl: stack.databaseUrl, maxConnections: 1 });
    const { requestId } = await createOneTimeExport(store, {
      projectId: customer.project,
      name: null,
      connectionId: customer.connectionId,
      type: "allEvents",
      format: "json",
      eventNames: null,
      nowMs: Date.now(),
      options: {
        eventId: true,
        jsonHeader: "eventName",
        parquetLayout: "map",
        parquetContainer: "gzip",
        columnNames: "dotted",
      },
      window: { axis: "ts", fromMs: 0, toMs: Date.now() + 3_600_000 },
    });
    await customer.endedRun(requestId);
    await expectProvenDelivery(customer, requestId, records);
  });
});

function newExport(request: object) {
  const now = Date.now();
  const window = { from: new Date(now - 3_600_000).toISOString(), to: new Date(now).toISOString() };
  return customer.call("POST", "/v1/exports", {
    type: "allEvents",
    format: "json",
    connectionId: customer.connectionId,
    ...window,
    ...request,
  });
}

async function failedRun(connectionId: string) {
  const requestId = await customer.export({ connectionId });
  const run = await customer.endedRun(requestId);
  expect(run).toMatchObject({ status: "Failed", manifestKey: null });
  expect(await storedKeysOf(requestId)).toEqual([]);
  return run;
}

async function storedKeysOf(requestId: number): Promise<string[]> {
  return (await customer.storedKeys()).filter((key) => key.includes(String(requestId)));
}

function masked(accessKeyId: string): string {
  return `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-2)}`;
}
