import { createApiToken, createProject, openConfigStore } from "@sluice/config-store";
import { type TestStack, testStack } from "@sluice/test-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ran, sluice } from "../test-support/sluice.ts";

const project = "100000007";
const principal = "arn:aws:iam::999999999999:role/sluice";
let stack: TestStack;
let environment: Record<string, string>;

beforeAll(async () => {
  stack = await testStack({
    encoders: { json: 0, csv: 0, xml: 0, parquet: 0 },
    environment: { "config-api": { SLUICE_AWS_PRINCIPAL: principal } },
  });
  await using store = await openConfigStore({ databaseUrl: stack.databaseUrl, maxConnections: 1 });
  await createProject(store, { id: project, name: "Shop" });
  const { text: token } = await createApiToken(store, {
    projectId: project,
    name: "cli",
    role: "admin",
    createdBy: "a test",
  });
  environment = { SLUICE_API_URL: stack.apiUrl, SLUICE_API_TOKEN: token };
});
afterAll(() => stack?.[Symbol.asyncDispose]());

const run = (args: readonly string[], stdin?: string): Promise<Ran> => sluice(args, environment, stdin);

async function json(args: readonly string[]) {
  const { exitCode, stdout, stderr } = await run([...args, "--json"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return JSON.parse(stdout);
}

test("a role is connected with what its policies say, and replaced by an access key", async () => {
  const roleArn = "arn:aws:iam::123456789012:role/sluice";
  const keyId = "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d";
  const printed = await json(["policy", "acme-exports", "--prefix", "in/", "--role"]);
  expect(printed.policy.Statement).toHaveLength(2);
  const [{ Principal, Condition }] = printed.trustPolicy.Statement;
  expect(Principal).toEqual({ AWS: principal });

  const place = ["--bucket", "acme-exports", "--region", "eu-west-1", "--prefix", "in/"];
  const encryption = ["--sse", "sse-kms", "--kms-key-id", keyId, "--kms-bucket-key"];
  const create = [
    "connections",
    "create",
    "--name",
    "By role",
    ...place,
    ...encryption,
    "--role-arn",
    roleArn,
    "--no-test",
  ];
  expect(await json(create)).toMatchObject({
    accessKeyId: null,
    roleArn,
    encryption: { type: "sse-kms", keyId, bucketKey: true },
  });
  const policy = (...options: readonly string[]) => run(["connections", "policy", "By role", ...options]);
  const whole = await policy();
  expect(JSON.parse(whole.stdout)).toMatchObject({
    Statement: [{ Action: "s3:ListBucket" }, { Action: "s3:PutObject" }],
  });
  expect(whole.stderr).toMatch(/see --kms[\s\S]*see --trust/);
  expect(JSON.parse((await policy("--trust")).stdout).Statement).toMatchObject([{ Principal, Condition }]);
  expect(JSON.parse((await policy("--kms")).stdout).Statement).toMatchObject([{ Resource: keyId }]);
  expect(await policy("--kms", "--trust")).toMatchObject({ exitCode: 2 });
  const shown = await run(["connections", "get", "By role"]);
  expect(shown.stdout).toMatch(
    /sse-kms with arn:aws:kms[\s\S]*role arn:aws:iam::123456789012:role\/sluice \(version 1\)/,
  );

  const update = ["connections", "update-credentials", "By role"];
  expect((await run(update, "AKIAEXAMPLEKEY07Q\na-secret\n")).stdout).toContain(
    "has access key AKIA…7Q now (version 2)",
  );
  expect(await policy("--trust")).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("has an access key") });
  expect((await run([...update, "--role-arn", roleArn])).stdout).toContain(`has role ${roleArn} now (version 3)`);
});
