import { randomBytes } from "node:crypto";
import { type TestCustomer, type TestStack, testCustomer, testReceiver, testStack, waitUntil } from "@sluice/test-kit";
import {
  connectionAnswerSchema,
  createdExportAnswerSchema,
  forgetRequestAnswerSchema,
  type RunAnswer,
  webhookWithSecretAnswerSchema,
} from "@sluice/types";
import { type ApiWitness, apiWitness } from "./api-witness.ts";
import { manyEvents } from "./many-events.ts";
import { eavesdrop, type NatsEavesdropper } from "./places/in-nats.ts";

/** What has happened on a stack, for tests that look at what it left behind. */
export interface ThreeEndings extends AsyncDisposable {
  readonly stack: TestStack;
  readonly customer: TestCustomer;
  readonly records: number;
  readonly done: RunAnswer;
  readonly failed: RunAnswer;
  readonly stopped: RunAnswer;
  /** Of a recurring export whose runs fail; it is retried for as long as the stack is up. */
  readonly failingRequestId: number;
  /** A webhook whose receiver never takes a message, so that tries and their errors are written down. */
  readonly webhook: { readonly id: string; readonly secret: string };
  /** The secret access key of the connection that does not work. */
  readonly wrongSecret: string;
  /** The identity of a user who was forgotten before the first run. */
  readonly forgotten: string;
  readonly nats: NatsEavesdropper;
  readonly api: ApiWitness;
}

const records = 1_000;

/** A run that is Done, one that Failed for a wrong secret, one that was Stopped in the queue, and an export that fails. */
export async function threeEndings(): Promise<ThreeEndings> {
  await using started = new AsyncDisposableStack();
  // Four hours of the schedule last sixteen seconds here, and an export that fails gives up after nearly five minutes.
  const own = { SLUICE_HOUR_MS: "4000", SLUICE_SETTLE_DELAY_MS: "500", SLUICE_WEBHOOK_ALLOW_PRIVATE: "true" };
  const stack = started.use(
    await testStack({
      encoders: { json: 1, csv: 0, xml: 0, parquet: 0 },
      environment: { "config-api": own, "workflow-service": own },
    }),
  );
  const nats = started.use(await eavesdrop(stack.nats.urls.admin));
  const customer = await testCustomer(stack);
  const api = apiWitness(stack.apiUrl, customer.token);
  await customer.load(manyEvents(records));
  const forgotten = `somebody ${randomBytes(8).toString("hex")}`;
  await loadAndForget(customer, api, forgotten);

  const { target, credentials } = customer.bucket;
  const wrongSecret = randomBytes(20).toString("hex");
  const wrong = { name: "wrong", ...target, credentials: { ...credentials, secretAccessKey: wrongSecret } };
  const { id: wrongId } = connectionAnswerSchema.parse(await api.ask("POST", "/v1/connections", wrong));
  await api.ask("POST", `/v1/connections/${wrongId}/test`);

  const receiver = started.use(await testReceiver((_, response) => response.writeHead(500).end()));
  const webhook = await createWebhook(stack.apiUrl, customer.token, receiver.url);

  const done = await customer.endedRun(await customer.export({ options: { eventId: true } }));
  const failed = await customer.endedRun(await customer.export({ connectionId: wrongId }));
  const inQueue = await customer.export({ format: "csv" });
  await waitUntil("the csv run to wait", async () => (await customer.latestRun(inQueue)).waiting !== null);
  await api.ask("POST", `/v1/exports/${inQueue}/stop`);
  const stopped = await customer.endedRun(inQueue);

  // Its windows are empty, so that all there is to fail is the manifest, and no encoder is needed.
  const recurring = { type: "allEvents", format: "xml", frequency: "recurring", everyHours: 4, connectionId: wrongId };
  const { requestId: failingRequestId } = createdExportAnswerSchema.parse(
    await api.ask("POST", "/v1/exports", recurring),
  );
  await customer.endedRun(failingRequestId);

  await waitUntil("the webhook to be tried", () => (receiver.received.length > 0 ? true : undefined));

  const all = started.move();
  return {
    stack,
    customer,
    records,
    done,
    failed,
    stopped,
    failingRequestId,
    webhook,
    wrongSecret,
    forgotten,
    nats,
    api,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** Whatever is exported from then on is without the user, so that nobody else finds one event more. */
async function loadAndForget(customer: TestCustomer, api: ApiWitness, identity: string): Promise<void> {
  const profile = { identity, platform: "Web" };
  const event = { type: "event", eventName: "Charged", ts: Date.now() - 3_600_000, profile };
  await customer.load([JSON.stringify(event), JSON.stringify({ type: "profile", profile })]);
  const path = `/v1/users/${encodeURIComponent(identity)}`;
  const { id } = forgetRequestAnswerSchema.parse(await api.ask("DELETE", path));
  const ended = await waitUntil("the user to be forgotten", async () => {
    const request = forgetRequestAnswerSchema.parse(await api.ask("GET", `/v1/forget-requests/${id}`));
    return request.endedAt === null ? undefined : request;
  });
  const { status, events, profiles } = ended;
  if (status !== "Done" || events !== 1 || profiles !== 1) throw new Error(`forgotten: ${JSON.stringify(ended)}`);
}

/** With an Idempotency-Key, so that the answer is kept; the witness does not hear it, because it holds the secret. */
async function createWebhook(apiUrl: string, token: string, url: string) {
  const answer = await fetch(new URL("/v1/webhooks", apiUrl), {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": randomBytes(8).toString("hex"),
    },
    body: JSON.stringify({ name: "deaf", url }),
  });
  const { id, secret } = webhookWithSecretAnswerSchema.parse(await answer.json());
  if (!secret) throw new Error("a new webhook has no secret");
  return { id, secret };
}
