import { rename } from "node:fs/promises";
import { type TestCustomer, type TestStack, testCustomer, testStack, waitUntil } from "@sluice/test-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { expectProvenDelivery } from "./delivered-ids.ts";
import { healthUrls } from "./health-urls.ts";
import { manyEvents } from "./many-events.ts";
import { parseLog } from "./parse-log.ts";
import { inAppLogs } from "./places/in-files.ts";

const records = 200;
/** How soon an app has to tell the truth. */
const soonMs = 60_000;
/** Prometheus waits so long for an answer. */
const scrapeMs = 10_000;

let stack: TestStack;
let customer: TestCustomer;
beforeAll(async () => {
  stack = await testStack({ encoders: { json: 1, csv: 0, xml: 0, parquet: 0 } });
  customer = await testCustomer(stack);
  await customer.load(manyEvents(records));
  await expectReadiness({ "config-api": ready, "workflow-service": ready, "encoder-json": ready });
});
afterAll(() => stack?.[Symbol.asyncDispose]());

const ready = { status: 200, missing: [] };
const without = (part: string) => ({ status: 503, missing: [part] });
/** It takes orders, which are carried out later. */
const degradedWithout = (part: string) => ({ status: 200, missing: [part] });

test("without NATS, those that work on jobs are not ready, and the API is", async () => {
  stack.nats.kill("SIGKILL");
  await stack.nats.process.exited;
  await expectReadiness({
    "config-api": ready,
    "workflow-service": without("nats"),
    "encoder-json": without("nats"),
  });
  await stack.nats.restart();
  await expectReadyAndAtWork();
});

test("a NATS that is there and answers nothing is missing all the same", async () => {
  stack.nats.kill("SIGSTOP");
  await expectReadiness({
    "config-api": ready,
    "workflow-service": without("nats"),
    "encoder-json": without("nats"),
  });
  stack.nats.kill("SIGCONT");
  await expectReadyAndAtWork();
});

test("without PostgreSQL, nobody is ready", async () => {
  const { postgres } = stack.servers;
  postgres.kill("SIGINT");
  await postgres.process.exited;
  await expectReadiness({
    "config-api": without("postgresql"),
    "workflow-service": without("postgresql"),
    "encoder-json": without("postgresql"),
  });
  await postgres.restart();
  await expectReadyAndAtWork();
});

test("without Temporal, the API takes exports that start when it is back, and only the workflow service is not ready", async () => {
  const { temporal } = stack.servers;
  temporal.kill("SIGKILL");
  await temporal.process.exited;
  await expectReadiness({
    "config-api": degradedWithout("temporal"),
    "workflow-service": without("temporal"),
    "encoder-json": ready,
  });
  const requestId = await customer.export({});
  await temporal.restart();
  await customer.endedRun(requestId);
  await expectProvenDelivery(customer, requestId, records);
  await expectReadyAndAtWork();
});

test("without the lake, nobody reads events, and the API says that it can't estimate", async () => {
  await rename(stack.lake, `${stack.lake}-away`);
  await expectReadiness({
    "config-api": degradedWithout("lake"),
    "workflow-service": without("lake"),
    "encoder-json": without("lake"),
  });
  await rename(`${stack.lake}-away`, stack.lake);
  await expectReadyAndAtWork();
});

test("whatever was away, every line of every log is one of JSON", async () => {
  for (const { place, bytes } of await inAppLogs(stack))
    expect([place, parseLog(bytes).length > 0]).toEqual([place, true]);
});

type Found = typeof ready | ReturnType<typeof without>;
const readinessSchema = z.object({ ready: z.boolean(), degraded: z.boolean(), missing: z.array(z.string()) });

/** Each app says so soon, and all the while that it is alive and what it has counted. */
async function expectReadiness(expected: Readonly<Record<string, Found>>): Promise<void> {
  for (const [app, url] of Object.entries(healthUrls(stack))) {
    const look = async () => {
      const answer = await fetch(`${url}/readyz`);
      const { ready: isReady, degraded, missing } = readinessSchema.parse(await answer.json());
      const { status } = answer;
      expect([app, { status, missing }]).toEqual([app, expected[app]]);
      expect([isReady, degraded]).toEqual([status === 200, status === 200 && missing.length > 0]);
      return true;
    };
    await waitUntil(`${app} to say ${JSON.stringify(expected[app])}`, look, soonMs);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const metrics = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(scrapeMs) });
    expect(metrics.status).toBe(200);
  }
}

async function expectReadyAndAtWork(): Promise<void> {
  await expectReadiness({ "config-api": ready, "workflow-service": ready, "encoder-json": ready });
  const requestId = await customer.export({});
  await customer.endedRun(requestId);
  await expectProvenDelivery(customer, requestId, records);
}
