import { randomBytes } from "node:crypto";
import {
  type TestCustomer,
  type TestStack,
  type TestSts,
  testCustomer,
  testStack,
  testSts,
  waitUntil,
} from "@sluice/test-kit";
import { projectAnswerSchema } from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectProvenDelivery } from "./delivered-ids.ts";
import { manyEvents } from "./many-events.ts";
import { findSecrets } from "./places/find-secrets.ts";
import { inAppLogs, inBuckets } from "./places/in-files.ts";
import { inStreams } from "./places/in-nats.ts";
import { inPostgres } from "./places/in-postgres.ts";
import { inTemporal } from "./places/in-temporal.ts";

const records = 500;
const roleArn = "arn:aws:iam::123456789012:role/sluice";
const own = { accessKeyId: "AKIASLUICESOWN01", secretAccessKey: randomBytes(20).toString("hex") };
const sessionToken = randomBytes(40).toString("hex");

let sts: TestSts;
let stack: TestStack;
let customer: TestCustomer;

beforeAll(async () => {
  // What the role may do is what the customer's own key may.
  sts = await testSts(() => ({
    accessKey: customer.bucket.credentials,
    sessionToken,
    lifetimeMs: 3_600_000,
  }));
  stack = await testStack({
    encoders: { json: 1, csv: 0, xml: 0, parquet: 0 },
    sharedEnvironment: {
      SLUICE_AWS_ACCESS_KEY_ID: own.accessKeyId,
      SLUICE_AWS_SECRET_ACCESS_KEY: own.secretAccessKey,
      SLUICE_AWS_STS_ENDPOINT: sts.endpoint,
    },
  });
  customer = await testCustomer(stack);
  await customer.load(manyEvents(records));
});
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]();
  await sts?.[Symbol.asyncDispose]();
});

describe("a run that is in progress while its connection's credentials are replaced", () => {
  test("keeps its access key, and the next run assumes the new role", async () => {
    const connectionId = await customer.connect("from key to role", customer.bucket);
    const requestId = await replacedDuringRun(connectionId, { roleArn });
    await expectProvenDelivery(customer, requestId, records);
    expect(sts.requests).toEqual([]);
    const next = await customer.export({ connectionId });
    await customer.endedRun(next);
    await expectProvenDelivery(customer, next, records);
    await expectAssumedFor(next);
  });

  test("keeps its role, and the next run uses the new access key", async () => {
    const connectionId = await customer.connect("from role to key", customer.bucket);
    await replaceCredentials(connectionId, { roleArn });
    const nobody = { accessKeyId: "AKIANOBODYAT7Q", secretAccessKey: randomBytes(20).toString("hex") };
    const requestId = await replacedDuringRun(connectionId, nobody);
    await expectProvenDelivery(customer, requestId, records);
    await expectAssumedFor(requestId);
    const next = await customer.export({ connectionId });
    const failed = await customer.endedRun(next);
    expect(failed).toMatchObject({ status: "Failed", error: { code: "connection.bad_credentials" } });
    expect(failed.error?.message).toContain("AKIA…7Q");
  });
});

test("neither Sluice's own key nor what a role's session is used with is anywhere", async () => {
  const secrets = [
    { name: "Sluice's own secret access key", text: own.secretAccessKey },
    { name: "session token", text: sessionToken },
  ];
  const places = [
    ...(await inAppLogs(stack)),
    ...(await inTemporal(stack.servers.temporal)),
    ...(await inStreams(stack.nats.urls.admin)),
    ...(await inPostgres(stack.databaseUrl)),
    ...(await inBuckets(stack)),
  ];
  expect(findSecrets(secrets, places)).toEqual([]);
  // It has looked at the real thing: the role itself is no secret.
  expect(findSecrets([{ name: "role", text: roleArn }], places)).not.toEqual([]);
});

/** Creates an export, replaces the credentials while its run waits for an encoder, and waits until it has ended. */
async function replacedDuringRun(connectionId: string, credentials: object): Promise<number> {
  const [encoder] = stack.encoders.json;
  await encoder?.stop();
  const requestId = await customer.export({ connectionId });
  await waitUntil("the run to wait", async () => {
    const { waiting } = await customer.latestRun(requestId);
    return waiting === "waiting for a json encoder";
  });
  await replaceCredentials(connectionId, credentials);
  await encoder?.restart();
  await customer.endedRun(requestId);
  return requestId;
}

async function replaceCredentials(connectionId: string, credentials: object): Promise<void> {
  const { status } = await customer.call("PATCH", `/v1/connections/${connectionId}`, { credentials });
  expect(status).toBe(200);
}

/** By the encoder and for the manifest, for this project and this export. */
async function expectAssumedFor(requestId: number): Promise<void> {
  const { externalId } = projectAnswerSchema.parse((await customer.call("GET", "/v1/project")).body);
  const sessionName = `sluice-${requestId}`;
  const asked = sts.requests.filter(({ fields }) => fields.RoleSessionName === sessionName);
  expect(asked.length).toBeGreaterThanOrEqual(2);
  for (const { fields, signedBy } of asked) {
    expect({ ...fields, signedBy }).toMatchObject({
      RoleArn: roleArn,
      ExternalId: externalId,
      signedBy: own.accessKeyId,
    });
  }
}
