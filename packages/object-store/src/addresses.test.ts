import type { ReachableAddresses } from "@sluice/public-address";
import { toFailure } from "@sluice/types";
import { expect, test } from "vitest";
import { faultyS3, ok, refuse } from "../test-support/faulty-s3.ts";
import { type ObjectStore, openObjectStore } from "./open-object-store.ts";
import { bodyOf, putObject } from "./put-object.ts";
import { testConnection } from "./test-connection.ts";

const credentials = { accessKeyId: "AKIAEXAMPLEKEY07Q", secretAccessKey: "a-secret-nobody-sees" };
const { signal } = new AbortController();
const object = { key: "in/1", contentType: "text/plain", ...bodyOf(Buffer.from("some bytes")) };
const failureOf = (store: ObjectStore) => putObject(store, object, { signal }).then(() => null, toFailure);

/** Has 127.0.0.1 for a public address, and 127.0.0.2 for one of the operator's own network. */
function nameServer(...answers: readonly (readonly string[])[]) {
  const asked: string[] = [];
  const addresses: ReachableAddresses = {
    isReachable: (address) => address === "127.0.0.1",
    async resolve(name) {
      const answer = answers[asked.push(name) - 1] ?? [];
      return answer.map((address) => ({ address, family: 4 }));
    },
  };
  return { addresses, asked };
}

test("an endpoint at a private address is refused before anything connects, for good", async () => {
  await using server = await faultyS3(ok);
  const { endpoint } = server.target;
  for (const host of ["127.0.0.1", "localhost", "[::ffff:7f00:1]"]) {
    const target = { ...server.target, endpoint: endpoint?.replace("127.0.0.1", host) ?? null };
    using store = openObjectStore(target, credentials, { allowPrivate: false });
    const failure = await failureOf(store);
    expect(failure).toMatchObject({ code: "connection.address_refused", retryable: false });
    expect(failure?.message).toContain(`Nothing was sent to http://${host}:`);
    expect(await testConnection(store)).toMatchObject([
      { action: "ListBucket", failure: { code: "connection.address_refused" } },
      { action: "PutObject", failure: { code: "connection.address_refused" } },
    ]);
  }
  expect(server.requests).toEqual([]);
});

test("it is allowed where the operator says so", async () => {
  await using server = await faultyS3(ok);
  using store = openObjectStore(server.target, credentials, { allowPrivate: true });
  expect(await failureOf(store)).toBeNull();
});

test("a name server that changes its answer between check and connection gains nothing", async () => {
  await using server = await faultyS3(ok);
  const endpoint = server.target.endpoint?.replace("127.0.0.1", "s3.example.com") ?? null;
  const { addresses, asked } = nameServer(["127.0.0.1"], ["127.0.0.2"]);
  const open = () => openObjectStore({ ...server.target, endpoint }, credentials, { allowPrivate: false, addresses });
  using first = open();
  // What was checked is what is connected to: there is no second question that could be answered otherwise.
  expect(await failureOf(first)).toBeNull();
  expect(asked).toEqual(["s3.example.com"]);
  // A connection that is kept was checked; a new one is checked anew.
  expect(await failureOf(first)).toBeNull();
  using second = open();
  const failure = await failureOf(second);
  expect(failure).toMatchObject({ code: "connection.address_refused", retryable: false });
  expect(failure?.message).not.toContain("127.0.0.2");
  expect([asked.length, server.requests.length]).toEqual([2, 2]);
});

test("one private address among a name's is enough to refuse it", async () => {
  await using server = await faultyS3(ok);
  const endpoint = server.target.endpoint?.replace("127.0.0.1", "s3.example.com") ?? null;
  const { addresses } = nameServer(["127.0.0.1", "127.0.0.2"]);
  using store = openObjectStore({ ...server.target, endpoint }, credentials, { allowPrivate: false, addresses });
  expect(await failureOf(store)).toMatchObject({ code: "connection.address_refused" });
  expect(server.requests).toEqual([]);
});

test.each([301, 302, 307, 308])("a redirect (%i) to elsewhere is not followed", async (status) => {
  await using elsewhere = await faultyS3(ok);
  const location = `${elsewhere.target.endpoint}/acme/in/1`;
  const there = { location, "x-amz-bucket-region": "us-west-2" };
  await using server = await faultyS3(refuse(status, "PermanentRedirect", "<Endpoint>127.0.0.1</Endpoint>", there));
  using store = openObjectStore(server.target, credentials, { allowPrivate: true });
  expect(await failureOf(store)).toMatchObject({ code: "connection.wrong_region" });
  expect(elsewhere.requests).toEqual([]);
});
