import { type TestCustomer, type TestStack, testCustomer, testStack, waitUntil } from "@sluice/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deliveredBytes, deliveredIds, expectProvenDelivery } from "./delivered-ids.ts";
import { idsOf, manyEvents } from "./many-events.ts";

const records = 60_000;
const jobs = 24;

let stack: TestStack;
let customer: TestCustomer;
let undisturbed: string[];

beforeAll(async () => {
  stack = await testStack({
    encoders: { json: 1, csv: 0, xml: 0, parquet: 0 },
    environment: {
      // Many small jobs, worked off slowly, so that there is a middle to fail in.
      "workflow-service": {
        SLUICE_SEGMENT_MAX_RECORDS: String(records / jobs),
        SLUICE_JOB_MAX_RECORDS: "1",
        SLUICE_JOBS_IN_FLIGHT: "4",
      },
      "encoder-json": { SLUICE_GZIP_LEVEL: "9" },
    },
  });
  customer = await testCustomer(stack);
  await customer.load(manyEvents(records));
  const requestId = await customer.export({ options: { eventId: true } });
  await customer.endedRun(requestId);
  await expectProvenDelivery(customer, requestId, records);
  undisturbed = await deliveredBytes(customer, requestId);
});
afterAll(() => stack?.[Symbol.asyncDispose]());

describe("a run still delivers every record once, in the same bytes,", () => {
  test("when its encoder is killed in the middle of a job", async () => {
    const requestId = await startedExport();
    const [encoder] = stack.encoders.json;
    encoder?.kill("SIGKILL");
    await encoder?.exited;
    await expectUnfinished(requestId);
    await encoder?.restart();
    await expectUndisturbed(requestId);
  });

  test("when the workflow service is killed in the middle of it", async () => {
    const requestId = await startedExport();
    stack.workflowService.kill("SIGKILL");
    await stack.workflowService.exited;
    await expectUnfinished(requestId);
    await stack.workflowService.restart();
    await expectUndisturbed(requestId);
  });

  test("when the API is killed right after it accepted the export", async () => {
    const requestId = await customer.export({ options: { eventId: true } });
    stack.configApi.kill("SIGKILL");
    await stack.configApi.exited;
    await stack.configApi.restart();
    await expectUndisturbed(requestId);
  });

  test("when NATS is restarted in the middle of it", async () => {
    const requestId = await startedExport();
    await stack.nats.restart();
    await expectUndisturbed(requestId);
  });

  test("when NATS is killed and comes back", async () => {
    const requestId = await startedExport();
    stack.nats.kill("SIGKILL");
    await stack.nats.process.exited;
    await expectUnfinished(requestId);
    await stack.nats.restart();
    await expectUndisturbed(requestId);
  });

  test("when its encoder is told to end and another takes over", async () => {
    const requestId = await startedExport();
    const [encoder] = stack.encoders.json;
    await encoder?.stop();
    await encoder?.restart();
    await expectUndisturbed(requestId);
  });
});

/** An export of which some jobs are done and others are not. */
async function startedExport(): Promise<number> {
  const requestId = await customer.export({ options: { eventId: true } });
  await waitUntil("the first objects", async () => (await customer.latestRun(requestId)).totals.objects > 0);
  return requestId;
}

async function expectUnfinished(requestId: number): Promise<void> {
  const run = await customer.latestRun(requestId);
  expect(run.status).toBe("Running");
  expect(run.totals.records).toBeLessThan(records);
}

async function expectUndisturbed(requestId: number): Promise<void> {
  await customer.endedRun(requestId);
  await expectProvenDelivery(customer, requestId, records);
  expect(await deliveredIds(customer, requestId)).toEqual(idsOf(records));
  expect(await deliveredBytes(customer, requestId)).toEqual(undisturbed);
}
