import {
  problemSchema,
  sentDeliveryAnswerSchema,
  type WebhookDeliveryAnswer,
  webhookDeliveriesAnswerSchema,
  webhookDeliveryAnswerSchema,
  webhookMessageSchema,
} from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { newExport, newWebhook } from "../../test-support/requests.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test("a test message is in the log, also while Temporal is away, and can be sent again", async () => {
  await using webhook = await newWebhook(api);
  const answer = await api.ask("POST", `${webhook.path}/test`);
  expect(answer.status).toBe(202);
  const delivery = answer.parsed(webhookDeliveryAnswerSchema);
  expect(delivery).toMatchObject({ webhookId: webhook.id, eventType: "webhook.test", run: null, status: "Pending" });
  const log = (await api.ask("GET", `${webhook.path}/deliveries`)).parsed(webhookDeliveriesAnswerSchema);
  expect(log).toEqual({ items: [delivery], nextCursor: null });
  const { body, ...known } = (await api.ask("GET", `${webhook.path}/deliveries/${delivery.id}`)).parsed(
    sentDeliveryAnswerSchema,
  );
  expect(known).toEqual(delivery);
  expect(webhookMessageSchema.parse(JSON.parse(body))).toMatchObject({
    type: "webhook.test",
    data: { webhook: { id: webhook.id } },
  });
  const again = await api.ask("POST", `${webhook.path}/deliveries/${delivery.id}/redeliver`);
  expect([again.status, again.json]).toEqual([202, delivery]);
});

test("a stopped run is in the log of the webhooks that want to know", async () => {
  await using wanting = await newWebhook(api, { eventTypes: ["run.stopped"] });
  await using other = await newWebhook(api, { eventTypes: ["run.done"] });
  const { requestId } = await newExport(api);
  await api.ask("POST", `/v1/exports/${requestId}/stop`);
  const [delivery] = (await api.ask("GET", `${wanting.path}/deliveries`)).parsed(webhookDeliveriesAnswerSchema).items;
  expect(delivery).toMatchObject({ eventType: "run.stopped", run: { requestId, runTimestamp: requestId } });
  expect((await api.ask("GET", `${other.path}/deliveries`)).json).toEqual({ items: [], nextCursor: null });
});

test("the log is newest first; its pages hold each delivery once, also while others are added", async () => {
  await using webhook = await newWebhook(api);
  const sent: string[] = [];
  const send = async () => (await api.ask("POST", `${webhook.path}/test`)).parsed(webhookDeliveryAnswerSchema);
  for (let index = 0; index < 5; index++) sent.unshift((await send()).id);
  const paged: WebhookDeliveryAnswer[] = [];
  let next: string | null = "";
  while (next !== null) {
    const path: string = `${webhook.path}/deliveries?status=Pending&limit=2${next && `&cursor=${next}`}`;
    const page = (await api.ask("GET", path)).parsed(webhookDeliveriesAnswerSchema);
    paged.push(...page.items);
    next = page.nextCursor;
    await send();
  }
  expect(paged.map(({ id }) => id).sort()).toEqual(sent.sort());
  expect(paged.map(({ createdAt }) => createdAt)).toEqual(
    paged
      .map(({ createdAt }) => createdAt)
      .sort()
      .reverse(),
  );
  expect((await api.ask("GET", `${webhook.path}/deliveries?status=Failed`)).json).toMatchObject({ items: [] });
});

test.each([
  ["/status", "status=Gone", 'must be one of "Pending", "Delivered", "Failed"'],
  ["/limit", "limit=0", "must be at least 1"],
  ["/limit", "limit=501", "must be at most 500"],
  ["/page", "page=2", "is not a query parameter that this address takes"],
])("a mistake in the query of a log is named: %s", async (pointer, query, message) => {
  await using webhook = await newWebhook(api);
  const answer = await api.ask("GET", `${webhook.path}/deliveries?${query}`);
  expect(answer.status).toBe(422);
  expect(answer.parsed(problemSchema).errors).toEqual([
    { pointer, in: "query", message: expect.stringContaining(message) },
  ]);
});

test("a cursor that is not the list's own is refused", async () => {
  await using webhook = await newWebhook(api);
  await using other = await newWebhook(api);
  for (let index = 0; index < 2; index++) await api.ask("POST", `${webhook.path}/test`);
  const { nextCursor } = (await api.ask("GET", `${webhook.path}/deliveries?limit=1`)).parsed(
    webhookDeliveriesAnswerSchema,
  );
  for (const path of [`${other.path}/deliveries`, `${webhook.path}/deliveries?status=Pending`, "/v1/webhooks"]) {
    const answer = await api.ask("GET", `${path}${path.includes("?") ? "&" : "?"}cursor=${nextCursor}`);
    expect([answer.status, answer.parsed(problemSchema).code]).toEqual([400, "request.bad_cursor"]);
  }
});

test("a disabled webhook is sent nothing, and says so", async () => {
  await using webhook = await newWebhook(api);
  const { id } = (await api.ask("POST", `${webhook.path}/test`)).parsed(webhookDeliveryAnswerSchema);
  await api.ask("PATCH", webhook.path, { enabled: false });
  for (const path of [`${webhook.path}/test`, `${webhook.path}/deliveries/${id}/redeliver`]) {
    const answer = await api.ask("POST", path);
    expect([answer.status, answer.parsed(problemSchema).code]).toEqual([409, "webhook.disabled"]);
  }
});
