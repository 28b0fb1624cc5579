import { webhookMessageSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newExport, newRun, planOf, project, type TestStore, testStore } from "../test-support/postgres.ts";
import { beginManifest } from "./begin-manifest.ts";
import { createOneTimeExport } from "./create-export.ts";
import {
  type DeliveryExecution,
  dueDelivery,
  endDelivery,
  listUnstartedDeliveries,
  markDeliveryStarted,
  noteAttempt,
} from "./deliver-webhooks.ts";
import { createProject } from "./projects.ts";
import { savePlan } from "./run-plans.ts";
import { failRun, finishRun, markRunRunning, stopRun } from "./run-status.ts";
import { newMasterKey, parseMasterKeys } from "./sealed-credentials.ts";
import { createTestDelivery, listDeliveries, redeliver } from "./webhook-deliveries.ts";
import { openSigningSecrets, rollWebhookSecret } from "./webhook-secrets.ts";
import { createWebhook, deleteWebhook, getWebhook, listWebhooks, type NewWebhook, updateWebhook } from "./webhooks.ts";

let on: TestStore;
beforeAll(async () => {
  on = await testStore();
});
afterAll(() => on?.[Symbol.asyncDispose]());

let made = 0;
const secret = "whsec_bm9ib2R5LW11c3QtZXZlci1zZWUtdGhpcw==";
const delivered = { manifestKey: "in/m.json", manifestText: "{}", totals: { records: 30, objects: 2, bytes: 99 } };
const failure = { code: "connection.access_denied", message: "The bucket acme refused PutObject.", retryable: false };
const failed = { status: "Failed", error: failure } as const;
const hourMs = 3_600_000;

async function newWebhook(change: Partial<NewWebhook> = {}) {
  const all = ["run.done", "run.failed", "run.stopped"] as const;
  const wanted = { projectId: project, name: `hook ${++made}`, url: "https://hooks.example.com/", enabled: true };
  return createWebhook(on.store, on.keys, { ...wanted, eventTypes: [...all], secret, ...change });
}

async function onlyDelivery(webhook: Awaited<ReturnType<typeof newWebhook>>) {
  const deliveries = await listDeliveries(on.store, webhook, { limit: 10 });
  expect(deliveries).toHaveLength(1);
  const [{ id: deliveryId, execution } = { id: "", execution: 0 }] = deliveries;
  return { deliveryId, execution };
}

async function bodyOf(delivery: DeliveryExecution): Promise<unknown> {
  return JSON.parse((await dueDelivery(on.store, delivery))?.body ?? "null");
}

test("a run's end writes a message for each webhook that wants it, once", async () => {
  const done = await newWebhook({ eventTypes: ["run.done"] });
  const failed = await newWebhook({ eventTypes: ["run.failed", "run.stopped"] });
  const off = await newWebhook({ enabled: false });
  const runId = await newRun(on);
  expect(await finishRun(on.store, runId, delivered)).toBe(true);
  expect(await failRun(on.store, runId, failure)).toBe(false);
  for (const none of [failed, off]) expect(await listDeliveries(on.store, none, { limit: 10 })).toEqual([]);
  const [requestId, runTimestamp] = runId.split("-").map(Number);
  const body = await bodyOf(await onlyDelivery(done));
  expect(webhookMessageSchema.parse(body)).toEqual(body);
  expect(body).toMatchObject({
    type: "run.done",
    data: {
      requestId,
      runTimestamp,
      exportName: null,
      exportType: "allEvents",
      format: "csv",
      frequency: "oneTime",
      connection: { id: on.connection.id, name: "Lake", bucket: "acme" },
      window: { axis: "ts", from: "1970-01-01T00:00:00.000Z", to: "1970-01-02T00:00:00.000Z" },
      status: "Done",
      totals: delivered.totals,
      manifestKey: "in/m.json",
      error: null,
    },
  });
});

test("a run that fails while its manifest is being stored is told without one", async () => {
  const hook = await newWebhook({ eventTypes: ["run.failed"] });
  const runId = await newRun(on);
  await markRunRunning(on.store, runId, 1);
  await savePlan(on.store, runId, planOf({ jobs: 1 }), 5);
  expect(await beginManifest(on.store, runId, 1, delivered)).toBe("begun");
  await failRun(on.store, runId, failure);
  expect(await bodyOf(await onlyDelivery(hook))).toMatchObject({ data: { status: "Failed", manifestKey: null } });
});

test("a failed run's message says why, and a stopped one's that it was stopped", async () => {
  const webhook = await newWebhook();
  await failRun(on.store, await newRun(on), failure);
  const { code, message } = failure;
  const failed = await onlyDelivery(webhook);
  expect(await bodyOf(failed)).toMatchObject({
    type: "run.failed",
    data: { status: "Failed", error: { code, message }, manifestKey: null },
  });
  await stopRun(on.store, await newRun(on));
  const [newest] = await listDeliveries(on.store, webhook, { limit: 1 });
  expect(newest).toMatchObject({ eventType: "run.stopped", status: "Pending", attempts: [], execution: 1 });
});

test("nobody is told of another project's runs", async () => {
  await createProject(on.store, { id: "200", name: "Other" });
  const stranger = await newWebhook({ projectId: "200" });
  await stopRun(on.store, await newRun(on));
  expect(await listDeliveries(on.store, stranger, { limit: 10 })).toEqual([]);
});

test("a message waits to be started until it is noted as started", async () => {
  const webhook = await newWebhook();
  const { requestId, runTimestamp } = await createOneTimeExport(on.store, newExport(on));
  const runId = `${requestId}-${runTimestamp}`;
  await stopRun(on.store, runId);
  const delivery = await onlyDelivery(webhook);
  expect(await listUnstartedDeliveries(on.store, runId)).toContainEqual(expect.objectContaining(delivery));
  expect(await listUnstartedDeliveries(on.store)).toContainEqual(expect.objectContaining(delivery));
  await markDeliveryStarted(on.store, delivery);
  expect(await listUnstartedDeliveries(on.store)).not.toContainEqual(expect.objectContaining(delivery));
});

test("attempts are kept in order, and a delivery ends once", async () => {
  const webhook = await newWebhook();
  await createTestDelivery(on.store, webhook, 0);
  const delivery = await onlyDelivery(webhook);
  const at = new Date("2026-01-01T00:00:00Z");
  const refused = { at, responseStatus: 500, error: null, durationMs: 12 };
  const taken = { at, responseStatus: 204, error: null, durationMs: 7 };
  const away = { at, responseStatus: null, error: { code: "webhook.unreachable", message: "away" }, durationMs: 3 };
  for (const attempt of [refused, away]) await noteAttempt(on.store, delivery, attempt, null);
  await noteAttempt(on.store, delivery, taken, { status: "Delivered" });
  await endDelivery(on.store, delivery, failed);
  expect(await dueDelivery(on.store, delivery)).toBeNull();
  const [log] = await listDeliveries(on.store, webhook, { limit: 1, status: "Delivered" });
  expect(log).toMatchObject({ status: "Delivered", error: null, attempts: [refused, away, taken], run: null });
});

test("a redelivery begins another execution, which a late end of the earlier one doesn't end", async () => {
  const webhook = await newWebhook();
  await createTestDelivery(on.store, webhook, 0);
  const first = await onlyDelivery(webhook);
  await endDelivery(on.store, first, failed);
  const again = await redeliver(on.store, webhook, first.deliveryId);
  expect(again).toMatchObject({ id: first.deliveryId, status: "Pending", execution: 2, error: null, endedAt: null });
  await endDelivery(on.store, first, { status: "Delivered" });
  const second = { ...first, execution: 2 };
  expect(await dueDelivery(on.store, first)).toBeNull();
  expect(await dueDelivery(on.store, second)).not.toBeNull();
  expect(await listUnstartedDeliveries(on.store)).toContainEqual(expect.objectContaining(second));
});

test("a rolled secret signs first, and the one before it for a day more", async () => {
  const { id } = await newWebhook();
  const nowMs = Date.parse("2026-01-01T00:00:00Z");
  const next = "whsec_c2Vjb25k";
  const rolled = await rollWebhookSecret(on.store, on.keys, { projectId: project, id, secret: next, nowMs });
  expect(rolled.previousUntil?.toISOString()).toBe("2026-01-02T00:00:00.000Z");
  expect(await openSigningSecrets(on.store, on.keys, id, nowMs + 24 * hourMs - 1)).toEqual([next, secret]);
  expect(await openSigningSecrets(on.store, on.keys, id, nowMs + 24 * hourMs)).toEqual([next]);
  const third = "whsec_dGhpcmQ=";
  await rollWebhookSecret(on.store, on.keys, { projectId: project, id, secret: third, nowMs });
  expect(await openSigningSecrets(on.store, on.keys, id, nowMs)).toEqual([third, next]);
});

test("signing secrets are sealed, each in its own place, under keys that can be changed", async () => {
  const [one, other] = [await newWebhook(), await newWebhook()];
  await rollWebhookSecret(on.store, on.keys, { projectId: project, id: one.id, secret });
  const { rows } = await on.store.pool.query<{ text: string; bytes: Buffer[] }>(
    "select w::text as text, array[sealed_secret, previous_sealed_secret] as bytes from webhooks w",
  );
  expect(rows.length).toBeGreaterThan(1);
  for (const { text, bytes } of rows) {
    expect(text).not.toContain(secret);
    for (const sealed of bytes) expect(sealed?.includes(secret) ?? false).toBe(false);
  }
  const rotated = parseMasterKeys(`${newMasterKey("k2")},k1:${on.keys[0].key.toString("base64")}`);
  expect(await openSigningSecrets(on.store, rotated, one.id)).toEqual([secret, secret]);
  await on.store.pool.query(
    "update webhooks set sealed_secret = (select sealed_secret from webhooks where id = $1) where id = $2",
    [one.id, other.id],
  );
  await expect(openSigningSecrets(on.store, on.keys, other.id)).rejects.toMatchObject({
    code: "credentials.seal_broken",
    message: expect.stringContaining("roll the webhook's secret"),
  });
});

test("a secret that can't be opened any more is mended by rolling it", async () => {
  const { id } = await newWebhook();
  const lost = parseMasterKeys(newMasterKey("k9"));
  await expect(openSigningSecrets(on.store, lost, id)).rejects.toMatchObject({
    code: "credentials.unknown_master_key",
  });
  await rollWebhookSecret(on.store, lost, { projectId: project, id, secret: "whsec_bmV3" });
  expect(await openSigningSecrets(on.store, lost, id)).toEqual(["whsec_bmV3"]);
});

test("a project never has more than 20 webhooks, nor two of one name, even when made at once", async () => {
  await createProject(on.store, { id: "201", name: "Many" });
  const wanted = Array.from({ length: 25 }, (_, index) => newWebhook({ projectId: "201", name: `h${index % 24}` }));
  const codes = (await Promise.allSettled(wanted)).flatMap((result) =>
    result.status === "rejected" ? [result.reason.code] : [],
  );
  expect(await listWebhooks(on.store, "201")).toHaveLength(20);
  expect(new Set(codes).difference(new Set(["webhook.too_many", "webhook.name_taken"]))).toEqual(new Set());
  const [first, second] = await listWebhooks(on.store, "201");
  const rename = updateWebhook(on.store, "201", first?.id ?? "", { name: second?.name });
  await expect(rename).rejects.toMatchObject({ code: "webhook.name_taken" });
});

test("a deleted webhook is gone with its secrets, gets nothing more, and its name is free", async () => {
  const webhook = await newWebhook({ name: "short-lived" });
  await rollWebhookSecret(on.store, on.keys, { projectId: project, id: webhook.id, secret });
  await createTestDelivery(on.store, webhook, 0);
  const delivery = await onlyDelivery(webhook);
  await deleteWebhook(on.store, project, webhook.id);
  await expect(getWebhook(on.store, project, webhook.id)).rejects.toMatchObject({ code: "webhook.not_found" });
  await expect(openSigningSecrets(on.store, on.keys, webhook.id)).rejects.toMatchObject({
    code: "credentials.seal_broken",
  });
  expect(await dueDelivery(on.store, delivery)).toBeNull();
  await newWebhook({ name: "short-lived" });
});

test("a disabled webhook gets neither a test nor a message again", async () => {
  const webhook = await newWebhook();
  await createTestDelivery(on.store, webhook, 0);
  const { deliveryId } = await onlyDelivery(webhook);
  const off = await updateWebhook(on.store, project, webhook.id, { enabled: false });
  await expect(createTestDelivery(on.store, off, 0)).rejects.toMatchObject({ code: "webhook.disabled" });
  await expect(redeliver(on.store, off, deliveryId)).rejects.toMatchObject({ code: "webhook.disabled" });
});
