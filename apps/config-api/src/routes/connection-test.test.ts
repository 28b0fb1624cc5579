import { type TestS3, testS3 } from "@sluice/test-kit";
import { connectionTestAnswerSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { newConnection } from "../../test-support/requests.ts";

let api: TestApi;
let s3: TestS3;
const started = new AsyncDisposableStack();
beforeAll(async () => {
  s3 = started.use(await testS3());
  api = started.use(await testApi({ allowPrivateConnections: true }));
});
afterAll(() => started.disposeAsync());

async function tested(name: string, change: object) {
  const { id } = await newConnection(api, { name, region: s3.region, endpoint: s3.endpoint, prefix: "", ...change });
  const answer = await api.ask("POST", `/v1/connections/${id}/test`);
  expect(answer.status).toBe(200);
  return answer.parsed(connectionTestAnswerSchema);
}

test("a connection with the policy that Sluice prints passes", async () => {
  const bucket = await s3.createBucket();
  const credentials = await s3.customer(bucket);
  expect(await tested("Good", { bucket, credentials })).toEqual({
    ok: true,
    checks: [
      { action: "ListBucket", ok: true, error: null },
      { action: "PutObject", ok: true, error: null },
    ],
  });
});

test("where PutObject alone is refused, that is what is said, without the secret", async () => {
  const bucket = await s3.createBucket();
  const credentials = await s3.customer(bucket, "allowed/");
  const { ok, checks } = await tested("Elsewhere", { bucket, credentials, prefix: "other/" });
  expect(ok).toBe(false);
  const refused = checks.find(({ action }) => action === "PutObject");
  expect(refused).toMatchObject({ ok: false, error: { code: "connection.access_denied" } });
  expect(refused?.error?.message).toContain("refused PutObject");
  expect(JSON.stringify(checks) + api.logged()).not.toContain(credentials.secretAccessKey);
});

test("wrong credentials are called so", async () => {
  const bucket = await s3.createBucket();
  const credentials = { accessKeyId: "AKIAUNKNOWNKEY", secretAccessKey: "unknown" };
  const { checks } = await tested("Wrong", { bucket, credentials });
  expect(checks.map(({ error }) => error?.code)).toEqual(["connection.bad_credentials", "connection.bad_credentials"]);
});
