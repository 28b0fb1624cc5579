import { type StsAnswer, type TestSts, testSts } from "@sluice/test-kit";
import { type ConnectionTarget, SluiceError } from "@sluice/types";
import { describe, expect, test, vi } from "vitest";
import { faultyS3, ok, refuse } from "../test-support/faulty-s3.ts";
import { openLocal } from "../test-support/open-local.ts";
import { assumeRole } from "./assume-role.ts";
import { bodyOf, putObject } from "./put-object.ts";
import { roleError } from "./role-error.ts";
import { testConnection } from "./test-connection.ts";

const never = { signal: new AbortController().signal };
const roleArn = "arn:aws:iam::123456789012:role/sluice";
const session = { roleArn, externalId: "5e9d1a4c-the-projects-own", sessionName: "sluice-1795490401" };
const own = { accessKeyId: "AKIASLUICESOWN01", secretAccessKey: "sluices-own-secret" };
const temporary = { accessKeyId: "ASIATEMPORARY001", secretAccessKey: "a-temporary-secret" };
const startedMs = Date.UTC(2026, 10, 1);
const assumed: StsAnswer = { accessKey: temporary, sessionToken: "the-session-token", lifetimeMs: 3_600_000 };
const body = Buffer.from("some bytes");
const object = { key: "in/1.csv.gz", contentType: "application/gzip", ...bodyOf(body) };

function rolesAt({ endpoint }: Pick<TestSts, "endpoint">) {
  return { stsEndpoint: endpoint, accessKey: own };
}

/** The machine's clock shows this time; timers go on as they do. */
function clockAt(nowMs: number): Disposable {
  vi.useFakeTimers({ toFake: ["Date"], now: nowMs });
  return { [Symbol.dispose]: () => void vi.useRealTimers() };
}

async function failureOf(put: Promise<unknown>): Promise<SluiceError> {
  const error: unknown = await put.then(
    () => null,
    (thrown) => thrown,
  );
  if (error instanceof SluiceError) return error;
  throw new Error("it did not fail as it should", { cause: error });
}

describe("a role", () => {
  test("is assumed with the project's external id, by the deployment's own key", async () => {
    await using sts = await testSts(assumed);
    await using s3 = await faultyS3(ok);
    using store = openLocal(s3.target, { ...session, roles: rolesAt(sts) });
    await putObject(store, object, never);
    expect(sts.requests).toEqual([
      {
        fields: {
          Action: "AssumeRole",
          Version: "2011-06-15",
          RoleArn: roleArn,
          ExternalId: session.externalId,
          RoleSessionName: session.sessionName,
          DurationSeconds: "3600",
        },
        signedBy: own.accessKeyId,
      },
    ]);
  });

  test("gives the key and the token that the bucket is asked with", async () => {
    await using sts = await testSts(assumed);
    await using s3 = await faultyS3(ok);
    using store = openLocal(s3.target, { ...session, roles: rolesAt(sts) });
    await putObject(store, object, never);
    expect(s3.requests[0]?.headers).toMatchObject({
      authorization: expect.stringContaining(`Credential=${temporary.accessKeyId}/`),
      "x-amz-security-token": "the-session-token",
    });
    const [, signed = ""] = /SignedHeaders=([^,]+)/.exec(s3.requests[0]?.headers.authorization ?? "") ?? [];
    expect(signed.split(";")).toContain("x-amz-security-token");
  });

  test("is assumed once for many objects, and again when its credentials are about to expire", async () => {
    const next = { ...temporary, accessKeyId: "ASIATEMPORARY002" };
    await using sts = await testSts(assumed, { ...assumed, accessKey: next });
    await using s3 = await faultyS3(ok);
    using store = openLocal(s3.target, { ...session, roles: rolesAt(sts) });
    for (const minutes of [0, 50, 56, 57]) {
      using _clock = clockAt(startedMs + minutes * 60_000);
      await putObject(store, object, never);
    }
    expect(sts.requests).toHaveLength(2);
    const keys = s3.requests.map(({ headers }) => /Credential=([^/]+)/.exec(headers.authorization ?? "")?.[1]);
    const [first, second] = [temporary.accessKeyId, next.accessKeyId];
    expect(keys).toEqual([first, first, second, second]);
  });

  test("passes the test of its connection", async () => {
    await using sts = await testSts(assumed);
    await using s3 = await faultyS3(ok);
    using store = openLocal(s3.target, { ...session, roles: rolesAt(sts) });
    expect(await testConnection(store)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(sts.requests).toHaveLength(1);
  });

  test("is named where the bucket refuses it, with what to do", async () => {
    await using sts = await testSts(assumed);
    await using s3 = await faultyS3(refuse(403, "AccessDenied"));
    using store = openLocal(s3.target, { ...session, roles: rolesAt(sts) });
    expect((await failureOf(putObject(store, object, never))).message).toBe(
      `The bucket acme refused PutObject for the role ${roleArn}. Attach the policy shown under Connections > Policy to that role, then press Retry.`,
    );
  });

  test("whose session the bucket does not accept may have another one", async () => {
    await using sts = await testSts(assumed);
    await using s3 = await faultyS3(refuse(400, "ExpiredToken"));
    using store = openLocal(s3.target, { ...session, roles: rolesAt(sts) });
    const failure = await failureOf(putObject(store, object, never));
    expect(failure).toMatchObject({ code: "connection.session_refused", retryable: true });
    expect(failure.message).toContain(roleArn);
  });
});

describe("a role that cannot be assumed", () => {
  const target: ConnectionTarget = {
    bucket: "acme",
    region: "eu-west-1",
    prefix: "",
    endpoint: null,
    pathStyle: false,
    encryption: { type: "none" },
  };

  async function refused(answer: StsAnswer) {
    await using sts = await testSts(answer);
    const failure = await failureOf(assumeRole(target, session, rolesAt(sts))());
    return { failure, endpoint: sts.endpoint };
  }

  test.each([
    [403, "AccessDenied"],
    [400, "ValidationError"],
  ])("because AWS says no (%i %s) says what to check", async (status, code) => {
    const { failure } = await refused({ status, code });
    expect(failure).toMatchObject({ code: "connection.role_refused", retryable: false });
    expect(failure.message).toBe(
      `Sluice may not assume the role ${roleArn}. Check that the role exists and that its trust policy is the one shown under Connections > Policy, with Sluice's principal and the project's external id, then press Retry.`,
    );
  });

  test.each([
    [403, "InvalidClientTokenId"],
    [403, "ExpiredToken"],
    [403, "RegionDisabledException"],
  ])("because Sluice itself is not known (%i %s) is the operator's to mend", async (status, code) => {
    const { failure, endpoint } = await refused({ status, code });
    expect(failure).toMatchObject({ code: "connection.role_not_possible", retryable: true });
    expect(failure.message).toContain(`no AWS credentials that ${endpoint} accepts`);
  });

  test("ends it at once, before anything is sent to the bucket", async () => {
    await using sts = await testSts({ status: 403, code: "AccessDenied" });
    await using s3 = await faultyS3(ok);
    using store = openLocal(s3.target, { ...session, roles: rolesAt(sts) });
    expect((await failureOf(putObject(store, object, never))).code).toBe("connection.role_refused");
    expect([sts.requests.length, s3.requests.length]).toEqual([1, 0]);
  });

  test("because STS fails is tried again", async () => {
    await using sts = await testSts({ status: 503, code: "ServiceUnavailable" }, assumed);
    await using s3 = await faultyS3(ok);
    using store = openLocal(s3.target, { ...session, roles: rolesAt(sts) });
    await putObject(store, object, never);
    expect([sts.requests.length, s3.requests.length]).toEqual([2, 1]);
  });

  test("because STS is not there may be later", async () => {
    const sts = await testSts(assumed);
    await sts[Symbol.asyncDispose]();
    const failure = await failureOf(assumeRole(target, session, rolesAt(sts))());
    expect(failure).toMatchObject({ code: "connection.sts_unreachable", retryable: true });
    expect(failure.message).toContain(`${sts.endpoint} did not answer`);
  });

  test.each([
    ["ENOTFOUND", "connection.unknown_host", false],
    ["ECONNRESET", "connection.sts_unreachable", true],
    ["TimeoutError", "connection.sts_unreachable", true],
    ["CredentialsProviderError", "connection.role_not_possible", true],
  ])("because of %s is %s", (code, expected, retryable) => {
    const cause = Object.assign(new Error("raw words"), { code });
    const failure = roleError(roleArn, "AWS STS in eu-west-1", new Error("outer", { cause }));
    expect(failure).toMatchObject({ code: expected, retryable });
    expect(failure.message).toContain("AWS STS in eu-west-1");
  });

  test("for a store of another maker without an STS is said so, and nothing is sent", async () => {
    await using s3 = await faultyS3(ok);
    using store = openLocal(s3.target, { ...session, roles: { stsEndpoint: null, accessKey: own } });
    const failure = await failureOf(putObject(store, object, never));
    expect(failure).toMatchObject({ code: "connection.role_needs_aws", retryable: false });
    expect(s3.requests).toEqual([]);
  });

  test("shows no secret and none of AWS's words in its message", async () => {
    const { failure } = await refused({ status: 403, code: "AccessDenied" });
    const seen = failure.message + JSON.stringify(failure);
    for (const hidden of [own.secretAccessKey, own.accessKeyId, "raw words"]) expect(seen).not.toContain(hidden);
  });
});
