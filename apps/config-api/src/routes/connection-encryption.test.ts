import { connectionAnswerSchema, connectionPolicyAnswerSchema, problemSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { connectionRequest, newConnection } from "../../test-support/requests.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const keyId = "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d";

test("a connection leaves encryption to the bucket unless told, and can be told later", async () => {
  const made = await newConnection(api, { name: "Encrypted" });
  expect(made.encryption).toEqual({ type: "none" });
  const path = `/v1/connections/${made.id}`;
  for (const encryption of [
    { type: "sse-kms", keyId, bucketKey: true },
    { type: "sse-kms", keyId: "alias/exports" },
    { type: "sse-s3" },
    { type: "none" },
  ]) {
    const changed = (await api.ask("PATCH", path, { encryption })).parsed(connectionAnswerSchema);
    expect(changed).toEqual({ ...made, encryption });
    expect((await api.ask("GET", path)).json).toEqual(changed);
  }
});

test("changing something else leaves the encryption as it is", async () => {
  const encryption = { type: "sse-kms", keyId };
  const { id } = await newConnection(api, { name: "Kept", encryption });
  const { json } = await api.ask("PATCH", `/v1/connections/${id}`, { prefix: "elsewhere/" });
  expect(json).toMatchObject({ prefix: "elsewhere/", encryption });
});

test.each([
  ["/encryption/type", { type: "sse-c" }, 'must be one of "none", "sse-s3", "sse-kms"'],
  ["/encryption/type", {}, 'must be one of "none", "sse-s3", "sse-kms"'],
  ["/encryption", "sse-s3", "must be a JSON object"],
  ["/encryption/keyId", { type: "sse-kms" }, "is missing"],
  ["/encryption/keyId", { type: "sse-kms", keyId: "" }, "is no KMS key"],
  ["/encryption/keyId", { type: "sse-kms", keyId: "arn:aws:s3:::acme" }, "is no KMS key"],
  ["/encryption/keyId", { type: "sse-kms", keyId: "my key" }, "is no KMS key"],
  ["/encryption/keyId", { type: "sse-s3", keyId }, "is not a field that this request takes"],
  ["/encryption/bucketKey", { type: "sse-kms", keyId, bucketKey: "yes" }, "must be true or false"],
])("a mistake in %s is named: %j", async (pointer, encryption, words) => {
  const { id } = await newConnection(api, { name: `Faulty ${JSON.stringify([pointer, encryption])}` });
  const request = { ...connectionRequest, name: "Faulty", encryption };
  for (const answer of [
    await api.ask("POST", "/v1/connections", request),
    await api.ask("PATCH", `/v1/connections/${id}`, { encryption }),
  ]) {
    expect(answer.status).toBe(422);
    expect(answer.parsed(problemSchema).errors).toMatchObject([{ pointer, message: expect.stringContaining(words) }]);
  }
});

test("a KMS key needs a policy of its own, and the bucket's stays two statements", async () => {
  const { id } = await newConnection(api, { name: "KMS", encryption: { type: "sse-kms", keyId } });
  const answer = (await api.ask("GET", `/v1/connections/${id}/policy`)).parsed(connectionPolicyAnswerSchema);
  expect(answer.policy.Statement).toHaveLength(2);
  expect(answer.kmsPolicy?.Statement).toEqual([
    { Sid: "SluiceEncrypt", Effect: "Allow", Action: "kms:GenerateDataKey", Resource: keyId },
  ]);
});

test.each([["none"], ["sse-s3"]])("%s needs no policy for a key", async (type) => {
  const { id } = await newConnection(api, { name: `No key for ${type}`, encryption: { type } });
  expect((await api.ask("GET", `/v1/connections/${id}/policy`)).json).toMatchObject({ kmsPolicy: null });
});
