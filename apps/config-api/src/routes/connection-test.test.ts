import { type TestS3, testS3 } from "@sluice/test-kit";
import { connectionTestAnswerSchema, problemSchema } from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

describe("credentials that are tried before they are kept", () => {
  const trial = (change: object) => ({ region: s3.region, endpoint: s3.endpoint, ...change });

  test("pass or fail as a connection's would, and leave nothing behind", async () => {
    const bucket = await s3.createBucket();
    const credentials = await s3.customer(bucket, "allowed/");
    const before = (await api.ask("GET", "/v1/connections")).json;
    const good = await api.ask("POST", "/v1/connections/test", trial({ bucket, credentials, prefix: "allowed/" }));
    expect(good.parsed(connectionTestAnswerSchema).checks).toEqual([
      { action: "ListBucket", ok: true, error: null },
      { action: "PutObject", ok: true, error: null },
    ]);
    const elsewhere = await api.ask("POST", "/v1/connections/test", trial({ bucket, credentials, prefix: "other/" }));
    expect(elsewhere.parsed(connectionTestAnswerSchema).checks).toMatchObject([
      { action: "ListBucket", ok: true },
      { action: "PutObject", ok: false, error: { code: "connection.access_denied" } },
    ]);
    const wrong = { ...credentials, secretAccessKey: "not-the-secret" };
    const refused = await api.ask("POST", "/v1/connections/test", trial({ bucket, credentials: wrong }));
    expect(refused.parsed(connectionTestAnswerSchema).checks.map(({ error }) => error?.code)).toEqual([
      "connection.bad_credentials",
      "connection.bad_credentials",
    ]);
    expect((await api.ask("GET", "/v1/connections")).json).toEqual(before);
    const said = JSON.stringify([good.json, elsewhere.json, refused.json]) + api.logged();
    expect(said).not.toContain(credentials.secretAccessKey);
    expect(said).not.toContain("not-the-secret");
  });

  test("are asked again at each try, whatever Idempotency-Key comes along", async () => {
    const bucket = await s3.createBucket();
    const { accessKeyId, secretAccessKey } = await s3.customer(bucket);
    const ask = (secret: string) =>
      api.ask(
        "POST",
        "/v1/connections/test",
        trial({ bucket, credentials: { accessKeyId, secretAccessKey: secret } }),
        { headers: { "idempotency-key": "one-try" } },
      );
    expect((await ask("not-the-secret")).json).toMatchObject({ ok: false });
    expect((await ask(secretAccessKey)).json).toMatchObject({ ok: true });
  });

  test("name every bad field, and go with the rules of a connection that is made", async () => {
    const credentials = { accessKeyId: "has space", secretAccessKey: "" };
    const bad = await api.ask("POST", "/v1/connections/test", trial({ bucket: "No_Bucket", credentials, name: "N" }));
    expect(bad.status).toBe(422);
    expect(
      bad
        .parsed(problemSchema)
        .errors?.map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(["/bucket", "/credentials/accessKeyId", "/credentials/secretAccessKey", "/name"]);
    const roleArn = "arn:aws:iam::123456789012:role/sluice";
    const role = await api.ask("POST", "/v1/connections/test", trial({ bucket: "acme", credentials: { roleArn } }));
    expect(role.parsed(problemSchema).errors).toMatchObject([{ pointer: "/credentials/roleArn" }]);
  });
});
