import type { TemporalServer } from "@sluice/servers";
import { Client, Connection } from "@temporalio/client";
import type { Found } from "./find-secrets.ts";

/** Every workflow with its memo, search attributes and whole history, and every schedule; payloads decoded. */
export async function inTemporal({ address, namespace }: TemporalServer): Promise<Found[]> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace });
    const found: Found[] = [];
    const add = (place: string, value: unknown) => found.push({ place, bytes: Buffer.concat([...bytesIn(value)]) });
    for await (const { workflowId, runId, raw } of client.workflow.list()) {
      const handle = client.workflow.getHandle(workflowId, runId);
      add(`workflow ${workflowId}`, [raw, (await handle.describe()).raw]);
      add(`history of ${workflowId}`, await handle.fetchHistory());
    }
    for await (const { scheduleId } of client.schedule.list()) {
      add(`schedule ${scheduleId}`, (await client.schedule.getHandle(scheduleId).describe()).raw);
    }
    return found;
  } finally {
    await connection.close();
  }
}

const lineEnd = Buffer.from("\n");

/** All texts and bytes in a value, keys included, each on a line. */
function* bytesIn(value: unknown): Generator<Uint8Array> {
  if (value instanceof Uint8Array) yield* [value, lineEnd];
  else if (typeof value === "string") yield* [Buffer.from(value), lineEnd];
  else if (typeof value === "object" && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      yield* [Buffer.from(key), lineEnd];
      yield* bytesIn(part);
    }
  }
}
