import { writeFile } from "node:fs/promises";
import { putExportSchedule } from "@sluice/run-control";
import type { WorkflowHandle } from "@temporalio/client";
import { historyToJSON } from "@temporalio/common/lib/proto-utils.js";
import type { DueRun } from "../src/workflows/recurring-activities.ts";
import type { WebhookActivities } from "../src/workflows/webhook-activities.ts";
import { idleActivities, type LabActivities, workflowLab } from "./run-on-temporal.ts";

/**
 * Records histories of the workflows as they are now: `node src/workflows/record-histories.ts v2`. Recorded ones are kept, so
 * that runs begun under an old version are known to go on under a new one.
 */
const version = process.argv[2];
if (!version) throw new Error("say a version, such as v2");

await using lab = await workflowLab();
const bucketGone = lab.failure("connection.bucket_not_found");
const recordings: Readonly<Record<string, [LabActivities, (handle: WorkflowHandle) => Promise<unknown>]>> = {
  done: [idleActivities(5, 2), (handle) => handle.result()],
  failed: [
    { ...idleActivities(5, 2), encodeJob: () => Promise.reject(bucketGone) },
    (handle) => handle.result().catch(() => undefined),
  ],
  stopped: [
    {
      ...idleActivities(5, 2),
      encodeJob: () => new Promise((resolve) => setTimeout(() => resolve({ records: 10, bytes: 100 }), 2_000)),
    },
    async (handle) => {
      await handle.cancel();
      await handle.result().catch(() => undefined);
    },
  ],
};

const hookGone = lab.failure("webhook.gone");
const giveUpMessage = async () => undefined;
const messageRecordings: Readonly<Record<string, WebhookActivities>> = {
  "message-delivered": { sendMessage: async () => undefined, giveUpMessage },
  "message-failed": { sendMessage: () => Promise.reject(hookGone), giveUpMessage },
};

for (const [name, [activities, watch]] of Object.entries(recordings)) {
  await lab.run(activities, async (handle) => {
    await watch(handle);
    await record(name, handle);
  });
}
for (const [name, activities] of Object.entries(messageRecordings)) {
  await lab.deliver(activities, async (handle) => {
    await handle.result().catch(() => undefined);
    await record(name, handle);
  });
}
await recordRecurring("recurring-done", 1_780_000_001, idleActivities(1, 1));
await recordRecurring("recurring-failed", 1_780_000_002, {
  ...idleActivities(1, 1),
  finishRun: () => Promise.reject(bucketGone),
});

/** A recurring export with two windows that are due, as its schedule starts it. */
async function recordRecurring(name: string, requestId: number, activities: LabActivities): Promise<void> {
  const due: DueRun[] = [1, 2].map((at) => ({ runId: `${requestId}-${requestId + at}`, format: "csv", execution: 1 }));
  await lab.work({ ...activities, nextRun: async () => due.shift() ?? null }, async () => {
    await putExportSchedule(lab.client, {
      projectId: "100000001",
      requestId,
      format: "csv",
      anchorMs: 0,
      everyMs: 86_400_000,
      pausedNote: null,
      isDue: true,
    });
    const handle = lab.client.workflow.getHandle(await lab.startedBy(requestId));
    await handle.result();
    await record(name, handle);
  });
}

async function record(name: string, handle: WorkflowHandle): Promise<void> {
  const history: unknown = JSON.parse(historyToJSON(await handle.fetchHistory()));
  const text = JSON.stringify(history, withoutMachine).replaceAll(/\d+@[\w.-]+/g, "worker");
  await writeFile(new URL(`../src/workflows/histories/${version}-${name}.json`, import.meta.url), `${text}\n`);
}

/** A replay needs neither who worked nor where. */
function withoutMachine(key: string, value: unknown): unknown {
  return key === "identity" || key === "stackTrace" ? "" : value;
}
