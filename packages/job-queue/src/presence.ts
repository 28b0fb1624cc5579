import { errors } from "@nats-io/transport-node";
import type { Format } from "@sluice/types";
import type { JobQueue } from "./open-job-queue.ts";
import { presenceSubject } from "./subjects.ts";

const answerTimeoutMs = 2_000;

/** Whether any encoder of a format is connected. A slow one counts: only nobody listening is nobody there. */
export async function hasEncoder({ connection }: JobQueue, format: Format): Promise<boolean> {
  try {
    await connection.request(presenceSubject(format), undefined, { timeout: answerTimeoutMs });
    return true;
  } catch (error) {
    return !isNobodyThere(error);
  }
}

export function isNobodyThere(error: unknown): boolean {
  if (error instanceof errors.NoRespondersError) return true;
  return error instanceof Error && error.cause instanceof errors.NoRespondersError;
}

/** Answers for this encoder until the connection closes. */
export function answerPresence({ connection }: JobQueue, format: Format): () => void {
  const subscription = connection.subscribe(presenceSubject(format), {
    callback: (error, message) => {
      if (!error) message.respond();
    },
  });
  return () => subscription.unsubscribe();
}
