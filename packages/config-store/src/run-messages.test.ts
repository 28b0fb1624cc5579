import { webhookMessageSchema } from "@sluice/types";
import { expect, test } from "vitest";
import { newExport, nowMs, project, testStore } from "../test-support/postgres.ts";
import { createRecurringExport } from "./create-export.ts";
import { dueDelivery, listUnstartedDeliveries } from "./deliver-webhooks.ts";
import { openNextRun } from "./open-next-run.ts";
import { finishRun } from "./run-status.ts";
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
