import { writeFile } from "node:fs/promises";
import type { WorkflowHandle } from "@temporalio/client";
import { ApplicationFailure } from "@temporalio/common";
import { historyToJSON } from "@temporalio/common/lib/proto-utils.js";
import type { RunActivities } from "./run-activities.ts";
import { idleActivities, workflowLab } from "./run-on-temporal.ts";
import type { WebhookActivities } from "./webhook-activities.ts";

/**
 * Records histories of the workflows as they are now: `node src/workflows/record-histories.ts v2`. Recorded ones are kept, so
 * that runs begun under an old version are known to go on under a new one.
 */
const version = process.argv[2];
if (!version) throw new Error("say a version, such as v2");

const bucketGone = ApplicationFailure.create({
  type: "connection.bucket_not_found",
  message: "gone",
  nonRetryable: true,
});
const recordings: Readonly<Record<string, [RunActivities, (handle: WorkflowHandle) => Promise<unknown>]>> = {
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

const hookGone = ApplicationFailure.create({ type: "webhook.gone", message: "gone", nonRetryable: true });
const giveUpMessage = async () => undefined;
const messageRecordings: Readonly<Record<string, WebhookActivities>> = {
  "message-delivered": { sendMessage: async () => undefined, giveUpMessage },
  "message-failed": { sendMessage: () => Promise.reject(hookGone), giveUpMessage },
};

await using lab = await workflowLab();
for (const [name, [activities, watch]] of Object.entries(recordings)) {
  await lab.run(activities, async (handle) => {
    await watch(handle);
    await keep(name, handle);
  });
}
for (const [name, activities] of Object.entries(messageRecordings)) {
  await lab.deliver(activities, async (handle) => {
    await handle.result().catch(() => undefined);
    await keep(name, handle);
  });
}

async function keep(name: string, handle: WorkflowHandle): Promise<void> {
  const history: unknown = JSON.parse(historyToJSON(await handle.fetchHistory()));
  const text = JSON.stringify(history, withoutMachine).replaceAll(/\d+@[\w.-]+/g, "worker");
  await writeFile(new URL(`./histories/${version}-${name}.json`, import.meta.url), `${text}\n`);
}

/** A replay needs neither who worked nor where. */
function withoutMachine(key: string, value: unknown): unknown {
  return key === "identity" || key === "stackTrace" ? "" : value;
}
