import { startDelivery } from "@sluice/run-control";
import { waitUntil } from "@sluice/test-kit";
import type { WorkflowHandle } from "@temporalio/client";
import { ApplicationFailure } from "@temporalio/common";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type WorkflowLab, workflowLab } from "../../test-support/run-on-temporal.ts";
import type { DeliveryExecution, FailedDelivery, WebhookActivities } from "./webhook-activities.ts";

let lab: WorkflowLab;
beforeAll(async () => {
  lab = await workflowLab();
});
afterAll(() => lab?.[Symbol.asyncDispose]());

/** Activities that note what they were asked, and whose attempts end as `send` says. */
function noting(send: (delivery: DeliveryExecution, attempt: number) => void) {
  const sent: DeliveryExecution[] = [];
  const givenUp: FailedDelivery[] = [];
  const activities: WebhookActivities = {
    async sendMessage(delivery) {
      sent.push(delivery);
      send(delivery, sent.length);
    },
    async giveUpMessage(ending) {
      givenUp.push(ending);
    },
  };
  return { activities, sent, givenUp };
}

const notAccepted = () => ApplicationFailure.create({ type: "webhook.not_accepted", message: "It answered 500." });

test("a message is tried again until its receiver has it", async () => {
  const { activities, sent, givenUp } = noting((_delivery, attempt) => {
    if (attempt < 2) throw notAccepted();
  });
  await lab.deliver(activities, (handle) => handle.result());
  expect(sent).toHaveLength(2);
  expect(givenUp).toEqual([]);
});

test("it is tried for about three days, soon at first and every six hours in the end", async () => {
  const { activities } = noting(() => undefined);
  const policy = await lab.deliver(activities, async (handle) => {
    await handle.result();
    const { events } = await handle.fetchHistory();
    const scheduled = events?.flatMap((event) => event.activityTaskScheduledEventAttributes ?? []);
    return scheduled?.[0]?.retryPolicy;
  });
  const seconds = (duration: { seconds?: unknown } | null | undefined) => Number(duration?.seconds);
  const pauses = Array.from({ length: Number(policy?.maximumAttempts) - 1 }, (_, index) =>
    Math.min(
      seconds(policy?.initialInterval) * Number(policy?.backoffCoefficient) ** index,
      seconds(policy?.maximumInterval),
    ),
  );
  expect([pauses[0], pauses[1], pauses.at(-1)]).toEqual([5, 15, 6 * 3_600]);
  const days = pauses.reduce((sum, pause) => sum + pause, 0) / 86_400;
  expect(days).toBeGreaterThan(2.8);
  expect(days).toBeLessThan(3.2);
});

test("what trying again can't help is given up at once, with its reason", async () => {
  const { activities, sent, givenUp } = noting(() => {
    throw ApplicationFailure.create({ type: "webhook.gone", message: "Gone.", nonRetryable: true });
  });
  await expect(lab.deliver(activities, (handle) => handle.result())).rejects.toThrow();
  expect(sent).toHaveLength(1);
  expect(givenUp).toMatchObject([{ execution: 1, failure: { code: "webhook.gone", message: "Gone." } }]);
});

test("one that is ended from outside is written down as failed", async () => {
  const { activities, sent, givenUp } = noting(() => {
    throw notAccepted();
  });
  await lab.deliver(activities, async (handle) => {
    await waitUntil("it was tried", () => sent.length > 0);
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow();
  });
  expect(givenUp).toMatchObject([{ failure: { code: "webhook.interrupted" } }]);
});

test("sending it again doesn't wait for the next attempt, and starting the same twice changes nothing", async () => {
  const { activities, sent, givenUp } = noting((delivery) => {
    if (delivery.execution === 1) throw notAccepted();
  });
  await lab.deliver(activities, async (waiting) => {
    await waitUntil("it was tried", () => sent.length > 0);
    const deliveryId = waiting.workflowId.replace(/^webhook:/, "");
    const message = { projectId: "100000001", requestId: null, deliveryId };
    const first = await runIdOf(waiting);
    await startDelivery(lab.client, { ...message, execution: 1 });
    expect(await runIdOf(waiting)).toBe(first);
    await startDelivery(lab.client, { ...message, execution: 2 });
    await waiting.result();
  });
  expect(sent.at(-1)?.execution).toBe(2);
  expect(givenUp).toEqual([]);
});

async function runIdOf(handle: WorkflowHandle): Promise<string> {
  return (await handle.describe()).runId;
}
