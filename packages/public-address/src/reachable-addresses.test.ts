import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import {
  AddressRefused,
  allAddresses,
  checkedLookup,
  publicAddresses,
  type ReachableAddresses,
  refuseLiteral,
} from "./reachable-addresses.ts";

const loopbackAsPublic = (...addresses: readonly string[]): ReachableAddresses => ({
  isReachable: (address) => address === "127.0.0.1",
  resolve: async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
});

/** What a server on 127.0.0.1 hears, when a name is asked for that stands for these addresses. */
async function connected(addresses: ReachableAddresses) {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests++;
    response.end("hello");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = addressOf(server.address());
  const url = `http://bucket.example.com:${port}/`;
  const error = await new Promise<Error | null>((resolve) => {
    get(url, { agent: false, lookup: checkedLookup(addresses) }, (answer) => {
      answer.resume().once("end", () => resolve(null));
    }).once("error", resolve);
  });
  await new Promise((resolve) => server.close(resolve));
  return { requests, error };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address;
}

test("a name whose addresses may all be reached is connected to", async () => {
  expect(await connected(loopbackAsPublic("127.0.0.1"))).toEqual({ requests: 1, error: null });
  expect(await connected(loopbackAsPublic("127.0.0.1", "127.0.0.1"))).toEqual({ requests: 1, error: null });
});

test.each([
  ["its only address", ["127.0.0.2"]],
  ["one beside another", ["127.0.0.1", "127.0.0.2"]],
  ["an address of IPv6", ["127.0.0.1", "::ffff:127.0.0.2"]],
])("a name is refused before anything connects because of %s", async (_what, addresses) => {
  const { requests, error } = await connected(loopbackAsPublic(...addresses));
  expect(error).toBeInstanceOf(AddressRefused);
  expect(requests).toBe(0);
});

test("a name without an address is one that there is not", async () => {
  expect((await connected(loopbackAsPublic())).error).toMatchObject({ code: "ENOTFOUND" });
});

test("a name that the name server cannot tell is its own error", async () => {
  const failing: ReachableAddresses = {
    ...allAddresses,
    resolve: () => Promise.reject(Object.assign(new Error("later"), { code: "EAI_AGAIN" })),
  };
  expect((await connected(failing)).error).toMatchObject({ code: "EAI_AGAIN" });
});

test("the real name server's answers are checked: localhost is no public name", async () => {
  expect(
    (
      await connected({
        ...publicAddresses,
        resolve: () => publicAddresses.resolve("localhost", { all: true, hints: 0 }),
      })
    ).error,
  ).toBeInstanceOf(AddressRefused);
});

test.each([
  "http://127.0.0.1:9000",
  "http://2130706433",
  "http://[::1]:9000",
  "http://[::ffff:10.0.0.1]",
  "http://0x7f.1",
])("%s is refused without a look", (url) => {
  expect(() => refuseLiteral(new URL(url), publicAddresses)).toThrow(AddressRefused);
  expect(() => refuseLiteral(new URL(url), allAddresses)).not.toThrow();
});

test.each(["https://s3.example.com", "https://8.8.8.8", "https://[2606:4700:4700::1111]"])("%s is not", (url) => {
  expect(() => refuseLiteral(new URL(url), publicAddresses)).not.toThrow();
});
