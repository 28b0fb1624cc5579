import { openConfigStore } from "@sluice/config-store";
import { type TestCustomer, type TestStack, testCustomer, testStack, waitUntil } from "@sluice/test-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deliveredIds, expectProvenDelivery } from "./delivered-ids.ts";
import { idsOf, manyEvents } from "./many-events.ts";

const records = 40_000;
const endedByItself = { code: 0, signal: null };

let stack: TestStack;
let customer: TestCustomer;
beforeAll(async () => {
  stack = await testStack({
    encoders: { json: 1, csv: 0, xml: 0, parquet: 0 },
    environment: {
      // Many small jobs, worked off slowly, so that there is a middle to be stopped in.
      "workflow-service": {
        SLUICE_SEGMENT_MAX_RECORDS: "1000",
        SLUICE_JOB_MAX_RECORDS: "1",
        SLUICE_JOBS_IN_FLIGHT: "4",
      },
      "encoder-json": { SLUICE_GZIP_LEVEL: "9" },
    },
  });
  customer = await testCustomer(stack);
  await customer.load(manyEvents(records));
});
afterAll(() => stack?.[Symbol.asyncDispose]());

test("the API answers the request in flight, ends the streams, takes no more, and ends", async () => {
  // Nobody encodes csv here, so its run goes on for as long as it is followed.
  const requestId = await customer.export({ format: "csv" });
  const progress = await ask(`/v1/exports/${requestId}/progress`);
  const reader = progress.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toMatch(/^event: progress\n/);
  await using store = await openConfigStore({ databaseUrl: stack.databaseUrl, maxConnections: 2 });
  const client = await store.pool.connect();
  try {
    await client.query("begin");
    await client.query("lock table connections in access exclusive mode");
    const inFlight = ask("/v1/connections");
    const waiting = "select 1 from pg_locks where not granted and relation = 'connections'::regclass";
    await waitUntil("the request to wait for the table", async () => (await store.pool.query(waiting)).rowCount === 1);
    stack.configApi.kill("SIGTERM");
    await waitUntil("new requests to be refused", () =>
      fetch(`${stack.apiUrl}/healthz`).then(
        () => false,
        () => true,
      ),
    );
    // The stream ends as one that was sent to its end, not as one that was cut off.
    while (!(await reader?.read())?.done);
    expect(stack.configApi.isRunning()).toBe(true);
    await client.query("rollback");
    const answer = await inFlight;
    expect([answer.status, await answer.json()]).toMatchObject([200, { items: [{ id: customer.connectionId }] }]);
  } finally {
    client.release(true);
  }
  expect(await stack.configApi.exited).toEqual(endedByItself);
  await stack.configApi.restart();
  await customer.call("POST", `/v1/exports/${requestId}/stop`);
  expect((await customer.endedRun(requestId)).status).toBe("Stopped");
});

test("the workflow service ends in the middle of a run, which goes on with the next one", async () => {
  const requestId = await startedExport();
  stack.workflowService.kill("SIGTERM");
  expect(await stack.workflowService.exited).toEqual(endedByItself);
  expect((await customer.latestRun(requestId)).status).toBe("Running");
  await stack.workflowService.restart();
  await expectAllDelivered(requestId);
});

test("an encoder finishes what it has begun, leaves the rest to the next one, and ends", async () => {
  const requestId = await startedExport();
  const [encoder] = stack.encoders.json;
  encoder?.kill("SIGTERM");
  expect(await encoder?.exited).toEqual(endedByItself);
  expect((await customer.latestRun(requestId)).status).toBe("Running");
  await encoder?.restart();
  await expectAllDelivered(requestId);
});

test("an encoder without time to finish hands back what it has begun, and ends", async () => {
  const [encoder] = stack.encoders.json;
  await encoder?.restart({ SLUICE_SHUTDOWN_GRACE_MS: "0" });
  const requestId = await startedExport();
  encoder?.kill("SIGTERM");
  expect(await encoder?.exited).toEqual(endedByItself);
  expect((await customer.latestRun(requestId)).status).toBe("Running");
  await encoder?.restart();
  await expectAllDelivered(requestId);
});

function ask(path: string): Promise<Response> {
  return fetch(new URL(path, stack.apiUrl), { headers: { authorization: `Bearer ${customer.token}` } });
}

/** An export of which some jobs are done and others are not. */
async function startedExport(): Promise<number> {
  const requestId = await customer.export({ options: { eventId: true } });
  await waitUntil("the first objects", async () => (await customer.latestRun(requestId)).totals.objects > 0);
  return requestId;
}

async function expectAllDelivered(requestId: number): Promise<void> {
  await customer.endedRun(requestId);
  await expectProvenDelivery(customer, requestId, records);
  expect(await deliveredIds(customer, requestId)).toEqual(idsOf(records));
}
