import type { JetStreamPublishOptions } from "@nats-io/jetstream";
import { queueFailure } from "./errors.ts";
import type { JobQueue } from "./open-job-queue.ts";

/** About 10 s together. A message that a breaking connection swallowed is sent again rather than waited for. */
const delivery = { timeout: 2_500, retries: 4 };

/** Publishes and waits until the server has stored it. It may be sent twice, so the message must not mind. */
export async function publishStored(
  { js }: JobQueue,
  subject: string,
  message: object,
  options: Partial<JetStreamPublishOptions> = {},
): Promise<void> {
  try {
    await js.publish(subject, JSON.stringify(message), { ...delivery, ...options });
  } catch (error) {
    throw queueFailure(error);
  }
}
