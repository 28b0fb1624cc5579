import { problemSchema } from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { connectionRequest, newConnection } from "../../test-support/requests.ts";

let api: TestApi;
let id: string;
beforeAll(async () => {
  api = await testApi();
  id = (await newConnection(api)).id;
});
afterAll(() => api[Symbol.asyncDispose]());

const noBucketName =
  "is no S3 bucket name: 3 to 63 lower-case letters, digits, hyphens and single dots, a letter or digit at both ends";
const privateAt = (address: string) =>
  `has the address ${address}, which is private or reserved; connections are made to public addresses only`;
const noEndpoint = "must be an http or https URL without a path, user, query or fragment";

const mistakes: readonly (readonly [pointer: string, change: object, message: string])[] = [
  ["/name", { name: " " }, "must not be empty"],
  ["/name", { name: "two\nlines" }, "must not have control characters or line breaks"],
  ["/name", { name: "x".repeat(201) }, "must be at most 200 characters long"],
  ["/bucket", { bucket: "Acme" }, noBucketName],
  ["/bucket", { bucket: "a..b" }, noBucketName],
  ["/bucket", { bucket: "10.0.0.1" }, "is no S3 bucket name: it looks like an IP address"],
  ["/bucket", { bucket: 7 }, "must be a text"],
  ["/region", { region: "EU West" }, "is no region name such as eu-west-1"],
  ["/region", { region: "x".repeat(65) }, "must be at most 64 characters long"],
  ["/prefix", { prefix: "é".repeat(351) }, "must be at most 700 bytes of UTF-8"],
  ["/prefix", { prefix: "../exports/" }, "must not have a folder that is called . or .."],
  ["/prefix", { prefix: "exports/./" }, "must not have a folder that is called . or .."],
  ["/prefix", { prefix: "a\u0000b" }, "must not have control characters"],
  ["/endpoint", { endpoint: "ftp://example.com" }, noEndpoint],
  ["/endpoint", { endpoint: "https://user:pass@example.com" }, noEndpoint],
  ["/endpoint", { endpoint: "" }, noEndpoint],
  ["/endpoint", { endpoint: "http://127.0.0.1:9000" }, privateAt("127.0.0.1")],
  ["/endpoint", { endpoint: "https://0x7f.1" }, privateAt("127.0.0.1")],
  ["/endpoint", { endpoint: "http://169.254.169.254" }, privateAt("169.254.169.254")],
  ["/endpoint", { endpoint: "https://[fd00:ec2::254]" }, privateAt("fd00:ec2::254")],
  [
    "/endpoint",
    { endpoint: "https://acme-exports.s3.eu-west-1.amazonaws.com" },
    "begins with the bucket's name, which is no part of it: give the endpoint https://s3.eu-west-1.amazonaws.com, or none at all for AWS",
  ],
  [
    "/endpoint",
    { endpoint: "https://acme-exports.s3.eu-west-1.amazonaws.com", pathStyle: true },
    "begins with the bucket's name, which is no part of it: give the endpoint https://s3.eu-west-1.amazonaws.com, or none at all for AWS",
  ],
  [
    "/endpoint",
    { endpoint: "https://ACME-exports.minio.example:9000", pathStyle: false },
    "begins with the bucket's name, which is no part of it: give the endpoint https://minio.example:9000, or pathStyle true too if the store itself is called acme-exports.minio.example:9000",
  ],
  ["/pathStyle", { pathStyle: "yes" }, "must be true or false"],
  ["/acl", { acl: "private" }, "is not a field that this request takes; /docs lists them"],
];

describe.each([
  ["POST", () => "/v1/connections"],
  ["PATCH", () => `/v1/connections/${id}`],
])("%s of a connection", (method, path) => {
  test.each(mistakes)("says what is wrong with %s in %j", async (pointer, change, message) => {
    const answer = await api.ask(method, path(), { ...connectionRequest, name: "Faulty", ...change });
    expect(answer.status).toBe(422);
    expect(answer.parsed(problemSchema).errors).toEqual([{ pointer, in: "body", message }]);
  });
});

test("a bucket whose name the endpoint begins with is refused too, and by that name", async () => {
  const made = await newConnection(api, { name: "Own store", endpoint: "https://minio.example:9000" });
  const answer = await api.ask("PATCH", `/v1/connections/${made.id}`, { bucket: "minio" });
  expect([answer.status, answer.parsed(problemSchema).errors]).toEqual([
    422,
    [
      {
        pointer: "/bucket",
        in: "body",
        message:
          "is what the endpoint https://minio.example:9000 begins with, which is no part of that: give the endpoint https://example:9000, or pathStyle true too if the store itself is called minio.example:9000",
      },
    ],
  ]);
  const meant = await api.ask("PATCH", `/v1/connections/${made.id}`, { bucket: "minio", pathStyle: true });
  expect(meant.json).toMatchObject({ bucket: "minio", endpoint: "https://minio.example:9000", pathStyle: true });
  // What is there and was meant is not asked for again.
  expect((await api.ask("PATCH", `/v1/connections/${made.id}`, { prefix: "new/" })).status).toBe(200);
});

test.each([
  ["GET", ""],
  ["PATCH", ""],
  ["DELETE", ""],
  ["POST", "/test"],
  ["GET", "/policy"],
])("a deleted connection is not found by %s %s", async (method, path) => {
  const connection = await newConnection(api, { name: "Deleted" });
  await api.ask("DELETE", `/v1/connections/${connection.id}`);
  const answer = await api.ask(method, `/v1/connections/${connection.id}${path}`, method === "PATCH" ? {} : undefined);
  expect([answer.status, answer.parsed(problemSchema)]).toMatchObject([
    404,
    {
      code: "connection.not_found",
      detail: `There is no connection ${connection.id}.`,
    },
  ]);
});
