import { readdir, readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { failRun, openConfigStore } from "@sluice/config-store";
import {
  type Received,
  type TestCustomer,
  type TestReceiver,
  type TestStack,
  testCustomer,
  testReceiver,
  testStack,
  waitUntil,
} from "@sluice/test-kit";
import {
  type NewWebhookRequest,
  type WebhookDeliveryAnswer,
  webhookAnswerSchema,
  webhookDeliveriesAnswerSchema,
  webhookMessageSchema,
  webhookWithSecretAnswerSchema,
} from "@sluice/types";
import { Client, Connection } from "@temporalio/client";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";

const allowPrivate = { SLUICE_WEBHOOK_ALLOW_PRIVATE: "true" };
const path = "/hook?tenant=t0ken-in-the-url";
const events = Array.from({ length: 30 }, (_, n) =>
  JSON.stringify({ type: "event", eventName: "Charged", ts: Date.now() - n, eventProps: { Amount: n } }),
);

let stack: TestStack;
let customer: TestCustomer;
beforeAll(async () => {
  stack = await testStack({
    encoders: { json: 1, csv: 0, xml: 0, parquet: 0 },
    environment: { "config-api": allowPrivate, "workflow-service": allowPrivate },
  });
  customer = await testCustomer(stack);
  await customer.load(events);
});
afterAll(() => stack?.[Symbol.asyncDispose]());

const answer =
  (...statuses: readonly number[]): RequestListener =>
  (_request, response) => {
    const [status = 204, ...later] = statuses;
    statuses = later;
    response.writeHead(status).end();
  };

test("a run's end reaches its receiver once, signed, and without any secret", async () => {
  await using hook = await newHook(answer());
  const requestId = await customer.export({ name: "Orders" });
  const run = await customer.endedRun(requestId);
  const delivery = await hook.ended("Delivered");
  expect(delivery).toMatchObject({
    eventType: "run.done",
    run: { requestId, runTimestamp: run.runTimestamp },
    error: null,
    attempts: [{ responseStatus: 204, error: null }],
  });
  expect(hook.received).toHaveLength(1);
  const { id, body } = hook.verified(0);
  expect(id).toBe(delivery.id);
  expect(webhookMessageSchema.parse(body)).toMatchObject({
    type: "run.done",
    data: {
      requestId,
      exportName: "Orders",
      status: "Done",
      manifestKey: run.manifestKey,
      totals: run.totals,
      connection: { id: customer.connectionId, bucket: customer.bucket.target.bucket },
    },
  });
  const { accessKeyId, secretAccessKey } = customer.bucket.credentials;
  for (const secret of [hook.secret, accessKeyId, secretAccessKey, customer.token]) {
    expect(JSON.stringify(hook.received)).not.toContain(secret);
  }
});

test("a receiver that fails twice gets the same message again, and the log has every attempt", async () => {
  await using hook = await newHook(answer(500, 503));
  await hook.call("POST", "/test");
  const { id, attempts } = await hook.ended("Delivered");
  expect(attempts.map(({ responseStatus }) => responseStatus)).toEqual([500, 503, 204]);
  const requests = [0, 1, 2].map(hook.verified);
  expect(requests.map((request) => request.id)).toEqual([id, id, id]);
  const times = requests.map(({ timestamp }) => timestamp);
  expect(new Set(times).size).toBe(3);
  expect(requests.map(({ body }) => body)).toEqual(Array.from({ length: 3 }, () => requests[0]?.body));
});

test("a message that was written down is delivered after a crash between the run's end and its delivery", async () => {
  await using hook = await newHook(answer());
  stack.workflowService.kill("SIGKILL");
  await stack.workflowService.exited;
  // What the killed process has done last: the run ended, in one transaction, and nothing after it.
  const requestId = await customer.export({});
  await using store = await openConfigStore({ databaseUrl: stack.databaseUrl, maxConnections: 1 });
  const failure = { code: "connection.bucket_full", message: "The bucket is full.", retryable: false };
  expect(await failRun(store, `${requestId}-${requestId}`, failure)).toBe(true);
  expect(await hook.log()).toMatchObject([{ status: "Pending", attempts: [] }]);
  await stack.workflowService.restart();
  await hook.ended("Delivered");
  const { body } = hook.verified(0);
  expect(body).toMatchObject({ type: "run.failed", data: { requestId, error: { code: failure.code } } });
  expect(hook.received).toHaveLength(1);
});

test("a service that is killed while it delivers delivers again, under the same id", async () => {
  let held = false;
  await using hook = await newHook((_request, response) => {
    if (held) response.writeHead(204).end();
    held = true;
  });
  await hook.call("POST", "/test");
  await waitUntil("the first attempt", async () => held);
  stack.workflowService.kill("SIGKILL");
  await stack.workflowService.exited;
  await stack.workflowService.restart();
  const { id } = await hook.ended("Delivered");
  expect([0, 1].map((index) => hook.verified(index).id)).toEqual([id, id]);
});

test("410 Gone disables the webhook and ends the delivery; enabled again, it gets the message again", async () => {
  await using hook = await newHook(answer(410));
  await hook.call("POST", "/test");
  const failed = await hook.ended("Failed");
  expect(failed).toMatchObject({ error: { code: "webhook.gone" }, attempts: [{ responseStatus: 410, error: null }] });
  expect(webhookAnswerSchema.parse(await hook.call("GET", "")).enabled).toBe(false);
  await hook.call("PATCH", "", { enabled: true });
  await hook.call("POST", `/deliveries/${failed.id}/redeliver`);
  const { attempts } = await hook.ended("Delivered");
  expect(attempts.map(({ responseStatus }) => responseStatus)).toEqual([410, 204]);
  expect(hook.verified(1).id).toBe(failed.id);
});

test("a message that waits for its next attempt can be sent at once", async () => {
  await using hook = await newHook(answer(500, 500, 500));
  await hook.call("POST", "/test");
  const [{ id } = { id: "" }] = await waitUntil("three attempts", async () => {
    const log = await hook.log();
    return log[0]?.attempts.length === 3 ? log : undefined;
  });
  // The next attempt would be three quarters of a minute away.
  await hook.call("POST", `/deliveries/${id}/redeliver`);
  const { attempts } = await hook.ended("Delivered", 30_000);
  expect(attempts.map(({ responseStatus }) => responseStatus)).toEqual([500, 500, 500, 204]);
});

test("after its secret was rolled, the old and the new one both accept a message", async () => {
  await using hook = await newHook(answer());
  const { secret } = webhookWithSecretAnswerSchema.parse(await hook.call("POST", "/secret"));
  await hook.call("POST", "/test");
  await hook.ended("Delivered");
  const [request] = hook.received;
  for (const known of [hook.secret, secret ?? ""]) expect(() => verify(known, request)).not.toThrow();
  expect(String(request?.headers["webhook-signature"]).split(" ")).toHaveLength(2);
});

test("neither Temporal nor a log has a secret, a URL or a body", async () => {
  await using hook = await newHook(answer(500));
  await hook.call("POST", "/test");
  const { id } = await hook.ended("Delivered");
  const { address, namespace } = stack.servers.temporal;
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const history = JSON.stringify(await client.workflow.getHandle(`webhook:${id}`).fetchHistory());
  await connection.close();
  const payloads = [...history.matchAll(/"data":"([^"]+)"/g)].map(([, data = ""]) => Buffer.from(data, "base64"));
  expect(payloads.join("")).toContain(id);
  const logs = join(stack.directory, "logs");
  const lines = await Promise.all((await readdir(logs)).map((name) => readFile(join(logs, name), "utf8")));
  expect(lines.join("")).toContain(id);
  for (const text of [history, payloads.join(""), lines.join("")]) {
    for (const hidden of [hook.secret, "t0ken-in-the-url", "webhook.test"]) expect(text).not.toContain(hidden);
  }
});

test("where private addresses are not allowed, a name that stands for one is refused at delivery", async () => {
  await using hook = await newHook(answer(), (port) => `https://localhost:${port}${path}`);
  await stack.workflowService.restart({ SLUICE_WEBHOOK_ALLOW_PRIVATE: "false" });
  await hook.call("POST", "/test");
  const failed = await hook.ended("Failed");
  expect(failed.error?.code).toBe("webhook.address_refused");
  expect(failed.attempts).toMatchObject([
    { responseStatus: null, error: { message: expect.stringContaining("a private or reserved address") } },
  ]);
  expect(hook.received).toEqual([]);
  await stack.workflowService.restart(allowPrivate);
});

interface Hook extends AsyncDisposable {
  readonly secret: string;
  readonly received: readonly Received[];
  /** Calls the API about the webhook. */
  call(method: string, subPath: string, body?: object): Promise<unknown>;
  log(): Promise<WebhookDeliveryAnswer[]>;
  /** Waits for the newest delivery to end so. */
  ended(status: "Delivered" | "Failed", timeoutMs?: number): Promise<WebhookDeliveryAnswer>;
  /** A request that a receiver with the first secret would trust. */
  verified(index: number): { readonly id: string; readonly timestamp: string; readonly body: unknown };
}

/** A receiver and a webhook that tells it of everything, until both are gone. */
async function newHook(answers: RequestListener, urlOf?: (port: number) => string): Promise<Hook> {
  const receiver: TestReceiver = await testReceiver(answers);
  const url = urlOf?.(receiver.port) ?? new URL(path, receiver.url).href;
  const created: NewWebhookRequest = { name: `hook on ${receiver.port}`, url };
  const made = await customer.call("POST", "/v1/webhooks", created);
  const { id, secret } = webhookWithSecretAnswerSchema.parse(made.body);
  const call: Hook["call"] = async (method, subPath, body) => {
    const { status, body: answered } = await customer.call(method, `/v1/webhooks/${id}${subPath}`, body);
    expect(status, JSON.stringify(answered)).toBeLessThan(300);
    return answered;
  };
  const log = async () => webhookDeliveriesAnswerSchema.parse(await call("GET", "/deliveries")).items;
  const known = secret ?? "";
  return {
    secret: known,
    received: receiver.received,
    call,
    log,
    ended: (status, timeoutMs = 110_000) =>
      waitUntil(
        `the message to be ${status}`,
        async () => (await log()).find((delivery) => delivery.status === status),
        timeoutMs,
      ),
    verified(index) {
      const request = receiver.received[index];
      const { "webhook-id": messageId, "webhook-timestamp": timestamp } = request?.headers ?? {};
      return { id: String(messageId), timestamp: String(timestamp), body: verify(known, request) };
    },
    async [Symbol.asyncDispose]() {
      await customer.call("DELETE", `/v1/webhooks/${id}`);
      await receiver[Symbol.asyncDispose]();
    },
  };
}

function verify(secret: string, request: Received | undefined): unknown {
  const headers = Object.entries(request?.headers ?? {}).map(([name, value]) => [name, String(value)]);
  return new Webhook(secret).verify(request?.body ?? "", Object.fromEntries(headers));
}
