import { webhookMessageSchema } from "@sluice/types";
import { expect, test } from "vitest";
import { newExport, nowMs, project, testStore } from "../test-support/postgres.ts";
import { createRecurringExport } from "./create-export.ts";
import { dueDelivery, listUnstartedDeliveries } from "./deliver-webhooks.ts";
import { openNextRun } from "./open-next-run.ts";
import { reopenRun } from "./reopen-run.ts";
import { failRun, finishRun } from "./run-status.ts";
import { listDeliveries } from "./webhook-deliveries.ts";
import { createWebhook } from "./webhooks.ts";

const delivered = { manifestKey: "in/m.json", manifestText: "{}", totals: { records: 30, objects: 2, bytes: 99 } };

test("the message of a recurring profile export's run says what it was and which window it covers", async () => {
  await using on = await testStore();
  const { store, keys, connection } = on;
  const wanted = { projectId: project, name: "Loader", url: "https://hooks.example.com/", enabled: true };
  await createWebhook(store, keys, { ...wanted, eventTypes: ["run.done"], secret: "whsec_bm9ib2R5LW11c3Qtc2Vl" });
  const { window: _, ...created } = newExport(on, { type: "allProfiles", name: "Customers" });
  const { requestId } = await createRecurringExport(store, { ...created, everyHours: 4, startFromMs: null });
  const run = await openNextRun(store, requestId, nowMs);
  await finishRun(store, run?.runId ?? "", delivered);
  const [delivery = { deliveryId: "", execution: 0 }, ...others] = await listUnstartedDeliveries(store, run?.runId);
  expect(others).toEqual([]);
  const body = JSON.parse((await dueDelivery(store, delivery))?.body ?? "null");
  expect(webhookMessageSchema.parse(body)).toMatchObject({
    type: "run.done",
    data: {
      requestId,
      exportName: "Customers",
      exportType: "allProfiles",
      frequency: "recurring",
      status: "Done",
      window: { axis: "capturedAt", from: "1970-01-01T00:00:00.000Z", to: new Date(nowMs - 60_000).toISOString() },
      totals: delivered.totals,
      manifestKey: "in/m.json",
      connection: { id: connection.id, name: "Lake", bucket: "acme" },
    },
  });
});

test("an export that stops itself says so, with its reason and the run that failed last, and says it once", async () => {
  await using on = await testStore();
  const { store, keys } = on;
  const wanted = { projectId: project, name: "Pager", url: "https://hooks.example.com/", enabled: true };
  const secret = "whsec_bm9ib2R5LW11c3Qtc2Vl";
  const hook = await createWebhook(store, keys, { ...wanted, eventTypes: ["export.stopped"], secret });
  const { window: _, ...created } = newExport(on, { name: "Orders" });
  const { requestId } = await createRecurringExport(store, { ...created, everyHours: 4, startFromMs: null });
  const failure = { code: "connection.access_denied", message: "The bucket refused it.", retryable: false };
  const hourMs = 3_600_000;
  const run = await openNextRun(store, requestId, nowMs + 4 * hourMs);
  const runId = run?.runId ?? "";
  await failRun(store, runId, failure, { nowMs: nowMs + 4 * hourMs });
  expect(await listDeliveries(store, hook, { limit: 10 })).toEqual([]);
  await reopenRun(store, runId);
  const stoppedMs = nowMs + (4 + 3 * 24) * hourMs;
  for (const _ of ["ends", "has ended"]) await failRun(store, runId, failure, { nowMs: stoppedMs });
  const [delivery = { deliveryId: "", execution: 0 }, ...others] = await listUnstartedDeliveries(store, runId);
  expect(others).toEqual([]);
  const body = JSON.parse((await dueDelivery(store, delivery))?.body ?? "null");
  expect(webhookMessageSchema.parse(body)).toEqual(body);
  const at = new Date(stoppedMs).toISOString();
  expect(body).toMatchObject({
    type: "export.stopped",
    timestamp: at,
    data: {
      requestId,
      exportName: "Orders",
      status: "Failed",
      error: { code: failure.code },
      stopped: { at, reason: { code: "export.kept_failing", message: expect.stringContaining("refused it") } },
    },
  });
});
