import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  newExport,
  newRun,
  nowMs,
  objectOf,
  planOf,
  project,
  type TestStore,
  target,
  testStore,
} from "../test-support/postgres.ts";
import { createApiToken, listApiTokens, revokeApiToken } from "./api-tokens.ts";
import { createRecurringExport } from "./create-export.ts";
import { createForgetRequest, endForgetRequest, listForgetRequests } from "./forget-requests.ts";
import { claimIdempotencyKey, keepIdempotentAnswer } from "./idempotent-answers.ts";
import { openNextRun } from "./open-next-run.ts";
import { reopenRun } from "./reopen-run.ts";
import { forgetOld, forgetPlans } from "./retention.ts";
import { noteRunError } from "./run-errors.ts";
import { runKeyOf } from "./run-key.ts";
import { listRunObjects, recordJobDone } from "./run-objects.ts";
import { listJobs, listPlannedEvents, savePlan } from "./run-plans.ts";
import { failRun, finishRun, markRunRunning } from "./run-status.ts";
import { getTimeline } from "./run-timeline.ts";
import { getManifestText, getRun } from "./runs.ts";
import { listDeliveries } from "./webhook-deliveries.ts";
import { createWebhook } from "./webhooks.ts";

let on: TestStore;
beforeAll(async () => {
  on = await testStore();
});
afterAll(() => on?.[Symbol.asyncDispose]());

const delivered = { manifestKey: "in/m.json", manifestText: "{}", totals: { records: 30, objects: 3, bytes: 300 } };
const failure = { code: "connection.access_denied", message: "The bucket acme refused PutObject.", retryable: false };
const dayMs = 86_400_000;
const jobs = 3;
/** Two rows at a time, so that a run of three jobs takes more than one step. */
const rows = 2;

async function plannedRun() {
  const runId = await newRun(on);
  await markRunRunning(on.store, runId, 1);
  await savePlan(on.store, runId, planOf({ jobs }), 5);
  for (let job = 0; job < jobs; job++) await recordJobDone(on.store, runId, job, [objectOf(job)], target);
  return runId;
}

/** Makes everything there is so many days older. */
async function age(days: number): Promise<void> {
  const older = (column: string) => `${column} = ${column} - interval '${days} days'`;
  const { pool } = on.store;
  await pool.query(`update runs set ${older("ended_at")}`);
  await pool.query(`update webhook_deliveries set ${older("ended_at")}`);
  await pool.query(`update forget_requests set ${older("ended_at")}`);
  await pool.query(`update idempotent_answers set ${older("claimed_at")}`);
  await pool.query(`update api_tokens set ${older("revoked_at")}, ${older("expires_at")}`);
}

const forgetting = () => ({ beforeMs: Date.now() - 400 * dayMs, rows });
async function forgetAll(): Promise<number> {
  let steps = 0;
  while ((await forgetPlans(on.store, forgetting())) || (await forgetOld(on.store, forgetting()))) steps += 1;
  return steps;
}

const kept = async (runId: string) => ({
  jobs: (await listJobs(on.store, runId, { from: 0, limit: 10 })).length,
  events: (await listPlannedEvents(on.store, runId)).length,
  objects: (await listRunObjects(on.store, runId, { limit: 10 })).length,
  manifest: await getManifestText(on.store, runId),
  timeline: (await getTimeline(on.store, runKeyOf(runId))).length > 0,
  isExpired: (await getRun(on.store, runId)).isExpired,
});

describe("of a run", () => {
  test("that is done, the plan goes in small steps, and the delivery is kept", async () => {
    const runId = await plannedRun();
    expect(await forgetAll()).toBe(0);
    await finishRun(on.store, runId, delivered);
    const before = await kept(runId);
    expect(before).toMatchObject({ jobs, events: 1, objects: 3, manifest: "{}" });
    expect(await forgetAll()).toBeGreaterThan(1);
    expect(await kept(runId)).toEqual({ ...before, jobs: 0, events: 0 });
  });

  test("that failed, everything is kept while it is young, so that it can be retried", async () => {
    const runId = await plannedRun();
    await failRun(on.store, runId, failure);
    await age(399);
    await forgetAll();
    expect(await kept(runId)).toMatchObject({ jobs, events: 1, objects: 3, isExpired: false });
    expect(await reopenRun(on.store, runId)).toBe(2);
  });

  test("that ended long ago, the row alone is left, and it can't be retried", async () => {
    const [done, failed] = [await plannedRun(), await plannedRun()];
    await finishRun(on.store, done, delivered);
    await noteRunError(on.store, failed, failure);
    await failRun(on.store, failed, failure);
    await age(401);
    await forgetAll();
    const nothing = { jobs: 0, events: 0, objects: 0, manifest: null, timeline: false, isExpired: true };
    for (const runId of [done, failed]) expect(await kept(runId)).toEqual(nothing);
    expect(await getRun(on.store, done)).toMatchObject({ status: "Done", objects: 3, manifestKey: "in/m.json" });
    await expect(reopenRun(on.store, failed)).rejects.toMatchObject({ code: "run.expired" });
  });

  test("whose window is open nothing goes, as it will be tried again", async () => {
    const { window: _, ...created } = newExport(on);
    const { requestId } = await createRecurringExport(on.store, { ...created, everyHours: 4, startFromMs: null });
    const run = await openNextRun(on.store, requestId, nowMs + 5 * 3_600_000);
    const runId = run?.runId ?? "";
    await savePlan(on.store, runId, planOf({ jobs }), 5);
    await failRun(on.store, runId, failure);
    await age(401);
    await forgetAll();
    expect(await kept(runId)).toMatchObject({ jobs, events: 1, isExpired: false });
  });
});

test("webhook messages, remembered answers and tokens that are over go when they are old, and no others", async () => {
  const { store, keys } = on;
  const wanted = { projectId: project, name: "Loader", url: "https://hooks.example.com/", enabled: true };
  const secret = "whsec_bm9ib2R5LW11c3Qtc2Vl";
  const hook = await createWebhook(store, keys, { ...wanted, eventTypes: ["run.failed"], secret });
  for (const _ of ["over", "waits"]) await failRun(store, await newRun(on), failure);
  const [over, waits] = await listDeliveries(store, hook, { limit: 10 });
  const end = "update webhook_deliveries set status = 'Delivered', ended_at = now() where id = $1";
  await store.pool.query(end, [over?.id]);
  const answer = { projectId: project, key: "k", requestHash: "h" };
  await claimIdempotencyKey(store, answer);
  await keepIdempotentAnswer(store, answer, { status: 201, body: {} });
  const admin = { projectId: project, role: "admin", createdBy: "a test" } as const;
  const revoked = await createApiToken(store, { ...admin, name: "revoked" });
  await revokeApiToken(store, project, revoked.token.id, "a test");
  await createApiToken(store, { ...admin, name: "expires", expiresAt: new Date(Date.now() + dayMs) });
  await createApiToken(store, { ...admin, name: "lives" });

  await age(399);
  await forgetAll();
  expect(await listDeliveries(store, hook, { limit: 10 })).toHaveLength(2);
  expect(await listApiTokens(store, project)).toHaveLength(3);
  expect(await claimIdempotencyKey(store, answer)).toMatchObject({ state: "answered" });

  await age(10);
  await forgetAll();
  expect(await listDeliveries(store, hook, { limit: 10 })).toEqual([waits]);
  expect((await listApiTokens(store, project)).map(({ name }) => name)).toEqual(["lives"]);
  expect(await claimIdempotencyKey(store, { ...answer, requestHash: "another" })).toEqual({ state: "claimed" });
});

test("that users were forgotten goes when it is old, and not before it is done", async () => {
  const { store, keys } = on;
  const asked = { projectId: project, user: { by: "identity", value: "u1" }, requestedBy: "a test" } as const;
  const [done, open] = [await createForgetRequest(store, keys, asked), await createForgetRequest(store, keys, asked)];
  await endForgetRequest(store, done.id, { status: "Done", events: 1, profiles: 1 });
  const left = async () => (await listForgetRequests(store, project, { limit: 10 })).map(({ id }) => id).sort();
  await age(399);
  await forgetAll();
  expect(await left()).toEqual([done.id, open.id].sort());
  await age(2);
  await forgetAll();
  expect(await left()).toEqual([open.id]);
});
