import {
  problemSchema,
  webhookAnswerSchema,
  webhookDeliveryAnswerSchema,
  webhooksAnswerSchema,
  webhookWithSecretAnswerSchema,
} from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { newWebhook, webhookUrl as url } from "../../test-support/requests.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const secretText = /^whsec_[A-Za-z0-9+/]{43}=$/;
test("a new webhook is answered with its secret, once, and told of everything unless asked for less", async () => {
  const answer = await api.ask("POST", "/v1/webhooks", { name: "Loader", url });
  expect(answer.status).toBe(201);
  const { secret, ...webhook } = answer.parsed(webhookWithSecretAnswerSchema);
  expect(secret).toMatch(secretText);
  const eventTypes = ["run.done", "run.failed", "run.stopped", "export.stopped"];
  expect(webhook).toMatchObject({ name: "Loader", url, eventTypes, enabled: true, previousSecretUntil: null });
  const path = `/v1/webhooks/${webhook.id}`;
  expect(answer.headers.get("location")).toBe(path);
  expect((await api.ask("GET", path)).json).toEqual(webhook);
  expect((await api.ask("GET", "/v1/webhooks")).parsed(webhooksAnswerSchema).items).toEqual([webhook]);
  expect((await api.ask("DELETE", path)).status).toBe(204);
  expect((await api.ask("GET", path)).status).toBe(404);
});

test("no answer but the first one, no kept answer and no log line has a secret", async () => {
  const body = { name: "Secretive", url };
  const headers = { "Idempotency-Key": "secretive" };
  const first = await api.ask("POST", "/v1/webhooks", body, { headers });
  const { id, secret } = first.parsed(webhookWithSecretAnswerSchema);
  const again = await api.ask("POST", "/v1/webhooks", body, { headers });
  expect([again.status, again.json]).toEqual([201, { ...Object(first.json), secret: null }]);
  const { rows } = await api.store.pool.query("select body::text from idempotent_answers");
  expect(JSON.stringify(rows)).toContain("Secretive");
  const patched = await api.ask("PATCH", `/v1/webhooks/${id}`, { enabled: false });
  const listed = await api.ask("GET", "/v1/webhooks");
  const seen = again.text + JSON.stringify(rows) + patched.text + listed.text + api.logged();
  expect(seen).not.toContain(secret ?? "no secret");
  await api.ask("DELETE", `/v1/webhooks/${id}`);
});

test.each([
  ["/name", { name: " " }, "must not be empty"],
  ["/name", { name: "two\nlines" }, "must not have control characters or line breaks"],
  ["/name", { name: "x".repeat(201) }, "must be at most 200 characters long"],
  ["/name", { name: undefined }, "is missing"],
  ["/url", { url: undefined }, "is missing"],
  ["/url", { url: 7 }, "must be a text"],
  ["/url", { url: "nonsense" }, "must be a URL such as https://example.com/hooks"],
  ["/url", { url: "ftp://example.com/" }, "must be a URL such as https://example.com/hooks"],
  ["/url", { url: "https:// /" }, "must be a URL such as https://example.com/hooks"],
  ["/url", { url: "https://user:pass@example.com/" }, "must not have a user or password"],
  ["/url", { url: "https://token@example.com/" }, "must not have a user or password"],
  ["/url", { url: "https://example.com/#top" }, "must not have a fragment"],
  ["/url", { url: "https://example.com/\n" }, "must not have control characters or line breaks"],
  ["/url", { url: `https://example.com/${"x".repeat(2_000)}` }, "must be at most 2000 characters long"],
  ["/eventTypes", { eventTypes: [] }, "must be at least 1 entries long"],
  ["/eventTypes", { eventTypes: "run.done" }, "must be a list"],
  ["/eventTypes", { eventTypes: ["run.done", "run.done"] }, "names a type twice"],
  [
    "/eventTypes/0",
    { eventTypes: ["run.begun"] },
    'must be one of "run.done", "run.failed", "run.stopped", "export.stopped"',
  ],
  [
    "/eventTypes/0",
    { eventTypes: ["webhook.test"] },
    'must be one of "run.done", "run.failed", "run.stopped", "export.stopped"',
  ],
  ["/enabled", { enabled: "yes" }, "must be true or false"],
  ["/secret", { secret: "whsec_mine" }, "is not a field that this request takes"],
])("a mistake in %s is named: %j", async (pointer, change, message) => {
  const answer = await api.ask("POST", "/v1/webhooks", { name: "Faulty", url, ...change });
  expect(answer.status).toBe(422);
  const { code, errors } = answer.parsed(problemSchema);
  expect(code).toBe("request.invalid");
  expect(errors).toEqual([{ pointer, in: "body", message: expect.stringContaining(message) }]);
});

test.each([
  ["http://hooks.example.com/", "must start with https://"],
  ["https://127.0.0.1/", "has the address 127.0.0.1, which is private or reserved"],
  ["https://0x7f.1/", "has the address 127.0.0.1,"],
  ["https://169.254.169.254/latest/", "has the address 169.254.169.254,"],
  ["https://[::1]/", "has the address ::1,"],
])("%s is refused when a webhook is made and when it is changed", async (refused, message) => {
  await using webhook = await newWebhook(api);
  for (const [method, path] of [
    ["POST", "/v1/webhooks"],
    ["PATCH", webhook.path],
  ] as const) {
    const answer = await api.ask(method, path, { name: "Inside", url: refused });
    const { code, errors } = answer.parsed(problemSchema);
    expect([answer.status, code]).toEqual([422, "webhook.url_refused"]);
    expect(errors).toEqual([{ pointer: "/url", in: "body", code, message: expect.stringContaining(message) }]);
  }
  expect((await api.ask("GET", webhook.path)).json).toMatchObject({ url });
});

test("http and private addresses can be had where configuration allows them", async () => {
  await using inside = await testApi({ allowPrivateWebhooks: true });
  const answer = await inside.ask("POST", "/v1/webhooks", { name: "Inside", url: "http://127.0.0.1:9000/hook" });
  expect(answer.status).toBe(201);
});

test("each field changes by itself, under the same rules", async () => {
  await using webhook = await newWebhook(api);
  const { path } = webhook;
  for (const change of [
    { name: "New" },
    { url: "https://b.example/" },
    { eventTypes: ["run.failed"] },
    { enabled: false },
  ]) {
    const before = (await api.ask("GET", path)).parsed(webhookAnswerSchema);
    expect((await api.ask("PATCH", path, change)).json).toEqual({ ...before, ...change });
  }
  const faulty = await api.ask("PATCH", path, { name: "", url: "x", eventTypes: [], enabled: 1, extra: 1 });
  const pointers = faulty.parsed(problemSchema).errors?.map(({ pointer }) => pointer);
  expect(pointers?.sort()).toEqual(["/enabled", "/eventTypes", "/extra", "/name", "/url"]);
});

test("two webhooks cannot have one name, and a project has 20 at most", async () => {
  await using all = new AsyncDisposableStack();
  for (let index = 0; index < 20; index++) all.use(await newWebhook(api, { name: `Full ${index}` }));
  const more = await api.ask("POST", "/v1/webhooks", { name: "One more", url });
  expect([more.status, more.parsed(problemSchema).code]).toEqual([409, "webhook.too_many"]);
  const [{ id } = { id: "" }] = (await api.ask("GET", "/v1/webhooks")).parsed(webhooksAnswerSchema).items;
  await api.ask("DELETE", `/v1/webhooks/${id}`);
  const twice = await api.ask("POST", "/v1/webhooks", { name: "Full 7", url });
  expect([twice.status, twice.parsed(problemSchema).code]).toEqual([409, "webhook.name_taken"]);
});

test("a secret is rolled, and the one before signs for a day more", async () => {
  await using webhook = await newWebhook(api);
  const rolled = (await api.ask("POST", `${webhook.path}/secret`)).parsed(webhookWithSecretAnswerSchema);
  expect(rolled.secret).toMatch(secretText);
  expect(rolled.secret).not.toBe(webhook.secret);
  expect(rolled.previousSecretUntil).toBe("2026-03-02T12:00:00.000Z");
});

test("viewers read, and change nothing", async () => {
  await using webhook = await newWebhook(api);
  const asViewer = (method: string, path: string, body?: object) => api.ask(method, path, body, { token: api.viewer });
  for (const path of ["/v1/webhooks", webhook.path, `${webhook.path}/deliveries`]) {
    expect((await asViewer("GET", path)).status).toBe(200);
  }
  for (const [method, path] of [
    ["POST", "/v1/webhooks"],
    ["PATCH", webhook.path],
    ["DELETE", webhook.path],
    ["POST", `${webhook.path}/secret`],
    ["POST", `${webhook.path}/test`],
    ["POST", `${webhook.path}/deliveries/x/redeliver`],
  ] as const) {
    const answer = await asViewer(method, path);
    expect([answer.status, answer.parsed(problemSchema).code]).toEqual([403, "auth.forbidden"]);
  }
});

test("another project's webhook is not found, whatever is asked of it", async () => {
  await using webhook = await newWebhook(api);
  const { id } = (await api.ask("POST", `${webhook.path}/test`)).parsed(webhookDeliveryAnswerSchema);
  for (const [method, path, body] of [
    ["GET", webhook.path, undefined],
    ["PATCH", webhook.path, { name: "Yours" }],
    ["DELETE", webhook.path, undefined],
    ["POST", `${webhook.path}/secret`, undefined],
    ["POST", `${webhook.path}/test`, undefined],
    ["GET", `${webhook.path}/deliveries`, undefined],
    ["GET", `${webhook.path}/deliveries/${id}`, undefined],
    ["POST", `${webhook.path}/deliveries/${id}/redeliver`, undefined],
  ] as const) {
    const answer = await api.ask(method, path, body, { token: api.stranger });
    expect([answer.status, answer.parsed(problemSchema).code]).toEqual([404, "webhook.not_found"]);
  }
  await using other = await newWebhook(api);
  for (const deliveryId of [id, "no-uuid"]) {
    for (const [method, rest] of [
      ["GET", ""],
      ["POST", "/redeliver"],
    ] as const) {
      const answer = await api.ask(method, `${other.path}/deliveries/${deliveryId}${rest}`);
      expect([answer.status, answer.parsed(problemSchema).code]).toEqual([404, "webhook.delivery_not_found"]);
    }
  }
});
