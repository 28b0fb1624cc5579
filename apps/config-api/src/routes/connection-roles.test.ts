import { type TestS3, type TestSts, testS3, testSts } from "@sluice/test-kit";
import {
  connectionAnswerSchema,
  connectionPolicyAnswerSchema,
  connectionTestAnswerSchema,
  problemSchema,
  projectAnswerSchema,
} from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { connectionRequest, newConnection } from "../../test-support/requests.ts";

const principal = "arn:aws:iam::999999999999:role/sluice";
const roleArn = "arn:aws:iam::123456789012:role/exports/sluice";
const lifetimeMs = 3_600_000;

/** On AWS alone, as an operator would set it up. */
let api: TestApi;
beforeAll(async () => {
  api = await testApi({ awsPrincipal: principal });
});
afterAll(() => api[Symbol.asyncDispose]());

async function externalIdOf(token?: string): Promise<string> {
  const asked = token === undefined ? {} : { token };
  return (await api.ask("GET", "/v1/project", undefined, asked)).parsed(projectAnswerSchema).externalId;
}

test("a connection can have a role instead of an access key, and go from one to the other", async () => {
  const made = await newConnection(api, { name: "Role", credentials: { roleArn } });
  expect(made).toMatchObject({ accessKeyId: null, roleArn, credentialVersion: 1 });
  const path = `/v1/connections/${made.id}`;
  const keyed = await api.ask("PATCH", path, { credentials: connectionRequest.credentials });
  expect(keyed.json).toMatchObject({ accessKeyId: "AKIA…7Q", roleArn: null, credentialVersion: 2 });
  const back = await api.ask("PATCH", path, { credentials: { roleArn } });
  expect(back.json).toMatchObject({ accessKeyId: null, roleArn, credentialVersion: 3 });
  expect((await api.ask("GET", path)).parsed(connectionAnswerSchema)).toEqual(back.json);
});

test.each([
  ["/credentials/roleArn", { roleArn: "sluice" }, "is no role's ARN such as"],
  ["/credentials/roleArn", { roleArn: "arn:aws:iam::123456789012:user/sluice" }, "is no role's ARN such as"],
  ["/credentials/roleArn", { roleArn: 5 }, "must be a text"],
  ["/credentials/externalId", { roleArn, externalId: "mine" }, "is not a field that this request takes"],
  ["/credentials/roleArn", { ...connectionRequest.credentials, roleArn }, "is not a field that this request takes"],
  ["/credentials/secretAccessKey", { accessKeyId: "AKIAX" }, "is missing"],
  ["/credentials", "AKIAX", "must be a JSON object"],
])("a mistake in %s is named: %j", async (pointer, credentials, words) => {
  const answer = await api.ask("POST", "/v1/connections", { ...connectionRequest, name: "Faulty", credentials });
  expect(answer.status).toBe(422);
  expect(answer.parsed(problemSchema).errors).toMatchObject([{ pointer, message: expect.stringContaining(words) }]);
});

test("a role is refused for a store that is not AWS, whichever of the two comes last", async () => {
  const endpoint = "https://s3.example.com";
  const refused = async (method: string, path: string, body: object) => {
    const answer = await api.ask(method, path, body);
    const [error] = answer.parsed(problemSchema).errors ?? [];
    expect([answer.status, error?.message]).toEqual([422, expect.stringContaining("a role is assumed on AWS")]);
    return error?.pointer;
  };
  const role = { credentials: { roleArn } };
  const onAws = await newConnection(api, { name: "On AWS", ...role });
  const elsewhere = await newConnection(api, { name: "Elsewhere", endpoint });
  const request = { ...connectionRequest, name: "Both", endpoint, ...role };
  expect(await refused("POST", "/v1/connections", request)).toBe("/credentials/roleArn");
  expect(await refused("PATCH", `/v1/connections/${elsewhere.id}`, role)).toBe("/credentials/roleArn");
  expect(await refused("PATCH", `/v1/connections/${onAws.id}`, { endpoint })).toBe("/endpoint");
});

test("every project has an external id of its own, which nobody can choose", async () => {
  const externalId = await externalIdOf();
  expect(externalId).toMatch(/^[0-9a-f-]{36}$/);
  expect(await externalIdOf(api.stranger)).not.toBe(externalId);
  const answer = await api.ask("PATCH", "/v1/project", { externalId: await externalIdOf(api.stranger) });
  expect([answer.status, answer.parsed(problemSchema).errors?.[0]?.pointer]).toEqual([422, "/externalId"]);
  expect(await externalIdOf()).toBe(externalId);
});

test("the policy of a role comes with its trust policy, which asks for the project's external id", async () => {
  const { id } = await newConnection(api, { name: "Trust", credentials: { roleArn } });
  const answer = (await api.ask("GET", `/v1/connections/${id}/policy`)).parsed(connectionPolicyAnswerSchema);
  const externalId = await externalIdOf();
  expect(answer.policy.Statement.map(({ Action }) => Action)).toEqual(["s3:ListBucket", "s3:PutObject"]);
  expect(answer).toMatchObject({
    externalId,
    trustPolicy: {
      Statement: [{ Principal: { AWS: principal }, Condition: { StringEquals: { "sts:ExternalId": externalId } } }],
    },
  });
});

test("the policy of an access key trusts nobody", async () => {
  const { id } = await newConnection(api, { name: "Key" });
  const answer = (await api.ask("GET", `/v1/connections/${id}/policy`)).parsed(connectionPolicyAnswerSchema);
  expect(answer).toMatchObject({ trustPolicy: null, externalId: null, kmsPolicy: null });
});

test("a deployment that has not said who it is says so where the principal would be", async () => {
  await using nameless = await testApi();
  expect((await nameless.ask("GET", "/v1/project")).json).toMatchObject({ awsPrincipal: null });
  const { id } = await newConnection(nameless, { credentials: { roleArn } });
  const { text } = await nameless.ask("GET", `/v1/connections/${id}/policy`);
  expect(text).toContain("SLUICE_AWS_PRINCIPAL");
});

test("a store with an STS that Sluice knows can have a role, and its test says what the role may do", async () => {
  await using s3: TestS3 = await testS3();
  const bucket = await s3.createBucket();
  const accessKey = await s3.customer(bucket, "allowed/");
  const own = { accessKeyId: "AKIASLUICESOWN01", secretAccessKey: "sluices-own-secret" };
  await using sts: TestSts = await testSts({ accessKey, sessionToken: "token", lifetimeMs });
  await using here = await testApi({
    allowPrivateConnections: true,
    roles: { stsEndpoint: sts.endpoint, accessKey: own },
  });
  const place = { bucket, region: s3.region, endpoint: s3.endpoint, credentials: { roleArn } };
  const tested = async (name: string, prefix: string) => {
    const { id } = await newConnection(here, { name, ...place, prefix });
    return (await here.ask("POST", `/v1/connections/${id}/test`)).parsed(connectionTestAnswerSchema);
  };
  expect(await tested("Good", "allowed/")).toMatchObject({ ok: true });
  const { checks } = await tested("Bad", "other/");
  expect(checks).toMatchObject([{ ok: true }, { ok: false, error: { code: "connection.access_denied" } }]);
  expect(checks[1]?.error?.message).toContain(`for the role ${roleArn}`);
  const { externalId } = (await here.ask("GET", "/v1/project")).parsed(projectAnswerSchema);
  for (const { fields, signedBy } of sts.requests) {
    expect(fields).toMatchObject({ RoleArn: roleArn, ExternalId: externalId, RoleSessionName: "sluice-test" });
    expect(signedBy).toBe(own.accessKeyId);
  }
  for (const secret of [accessKey.secretAccessKey, own.secretAccessKey]) expect(here.logged()).not.toContain(secret);
});

test("a role that refuses fails both parts of the test, with what to check", async () => {
  await using sts: TestSts = await testSts({ status: 403, code: "AccessDenied" });
  const own = { accessKeyId: "AKIASLUICESOWN01", secretAccessKey: "sluices-own-secret" };
  await using here = await testApi({
    allowPrivateConnections: true,
    roles: { stsEndpoint: sts.endpoint, accessKey: own },
  });
  const { id } = await newConnection(here, { credentials: { roleArn } });
  const answer = (await here.ask("POST", `/v1/connections/${id}/test`)).parsed(connectionTestAnswerSchema);
  expect(answer.checks.map(({ error }) => error?.code)).toEqual(["connection.role_refused", "connection.role_refused"]);
  expect(answer.checks[0]?.error?.message).toContain("the project's external id");
});
