import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer } from "node:net";
import type { ReachableAddresses } from "@sluice/public-address";
import { testReceiver } from "@sluice/test-kit";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { postMessage } from "./post-message.ts";
import { newSigningSecret } from "./sign-message.ts";

const secret = newSigningSecret();
const message = { id: "5b8f", body: '{"type":"webhook.test"}', secrets: [secret] };
const options = { allowPrivate: true, timeoutMs: 15_000, signal: new AbortController().signal };
const answers =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end("whatever");

test("a message arrives as it is, signed", async () => {
  await using receiver = await testReceiver(answers(204));
  const posted = await postMessage({ ...message, url: `${receiver.url}?tenant=7` }, options);
  expect(posted).toEqual({ status: 204, failure: null });
  const [{ method, path, headers, body } = { method: "", path: "", headers: {}, body: "" }] = receiver.received;
  expect({ method, path, body }).toEqual({ method: "POST", path: "/hook?tenant=7", body: message.body });
  expect(headers).toMatchObject({ "content-type": "application/json", "webhook-id": "5b8f", "user-agent": "Sluice" });
  const signed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  expect(new Webhook(secret).verify(body, signed)).toEqual({ type: "webhook.test" });
});

test.each([
  [400, "webhook.not_accepted", true],
  [404, "webhook.not_accepted", true],
  [429, "webhook.not_accepted", true],
  [500, "webhook.not_accepted", true],
  [304, "webhook.redirected", true],
  [410, "webhook.gone", false],
])("the answer %i is %s", async (status, code, retryable) => {
  await using receiver = await testReceiver(answers(status));
  const posted = await postMessage({ ...message, url: receiver.url }, options);
  expect(posted).toMatchObject({ status, failure: { code, retryable } });
});

test("a redirect is not followed", async () => {
  await using elsewhere = await testReceiver(answers(200));
  await using receiver = await testReceiver(answers(307, { location: elsewhere.url }));
  const posted = await postMessage({ ...message, url: receiver.url }, options);
  expect(posted).toMatchObject({ status: 307, failure: { code: "webhook.redirected" } });
  expect(elsewhere.received).toEqual([]);
});

test("an answer that never ends is cut off, and its status counts", async () => {
  let cutOff = false;
  await using receiver = await testReceiver((_request, response) => {
    response.writeHead(200);
    const more = setInterval(() => response.write("x".repeat(1_000)), 1);
    response.once("close", () => {
      clearInterval(more);
      cutOff = true;
    });
  });
  expect(await postMessage({ ...message, url: receiver.url }, options)).toEqual({ status: 200, failure: null });
  await expect.poll(() => cutOff).toBe(true);
});

test("a receiver that doesn't answer in time is given up for now", async () => {
  await using receiver = await testReceiver(() => undefined);
  const posted = await postMessage({ ...message, url: receiver.url }, { ...options, timeoutMs: 100 });
  expect(posted).toMatchObject({ status: null, failure: { code: "webhook.timeout", retryable: true } });
});

test.each([
  ["nobody listens", "http://127.0.0.1:1/", "webhook.unreachable"],
  ["there is no such host", "http://no-such-host.invalid/", "webhook.unknown_host"],
])("where %s, it is said and may be tried again", async (_what, url, code) => {
  expect(await postMessage({ ...message, url }, options)).toMatchObject({
    status: null,
    failure: { code, retryable: true },
  });
});

test("a receiver that speaks no TLS has no certificate to trust", async () => {
  await using receiver = await testReceiver(answers(200));
  const posted = await postMessage({ ...message, url: receiver.url.replace("http:", "https:") }, options);
  expect(posted).toMatchObject({ status: null, failure: { code: "webhook.tls_failed", retryable: true } });
});

test("a name that stands for a private address is refused before anything connects", async () => {
  let connected = 0;
  const server = createServer(() => connected++).listen(0);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const posted = await postMessage(
    { ...message, url: `https://localhost:${port}/` },
    { ...options, allowPrivate: false },
  );
  expect(posted).toMatchObject({ status: null, failure: { code: "webhook.address_refused", retryable: false } });
  expect(posted.failure?.message).toContain("Nothing was sent to localhost: its name stands for a private or reserved");
  expect(posted.failure?.message).not.toMatch(/127\.0\.0\.1|::1/);
  server.close();
  await once(server, "close");
  expect(connected).toBe(0);
});

test("a name server that changes its answer after the check gains nothing", async () => {
  await using receiver = await testReceiver(answers(200));
  const asked: string[] = [];
  const said = ["127.0.0.1", "127.0.0.2", "127.0.0.2"];
  const addresses: ReachableAddresses = {
    isReachable: (address) => address === "127.0.0.1",
    async resolve(name) {
      asked.push(name);
      return [{ address: said[asked.length - 1] ?? "127.0.0.2", family: 4 }];
    },
  };
  const url = receiver.url.replace("127.0.0.1", "hooks.example.com");
  // What was checked is what is connected to: there is no second question that could be answered otherwise.
  expect(await postMessage({ ...message, url }, { ...options, addresses })).toEqual({ status: 200, failure: null });
  expect(asked).toEqual(["hooks.example.com"]);
  // And each connection is checked anew.
  const again = await postMessage({ ...message, url }, { ...options, addresses });
  expect(again).toMatchObject({ status: null, failure: { code: "webhook.address_refused", retryable: false } });
  expect(receiver.received).toHaveLength(1);
});

test("a URL that was saved when more was allowed is refused too", async () => {
  await using receiver = await testReceiver(answers(200));
  for (const url of [receiver.url, receiver.url.replace("http:", "https:")]) {
    const posted = await postMessage({ ...message, url }, { ...options, allowPrivate: false });
    expect(posted).toMatchObject({ status: null, failure: { code: "webhook.address_refused" } });
  }
  expect(receiver.received).toEqual([]);
});

test("no message about a failure has the URL's path, where secrets may be", async () => {
  await using receiver = await testReceiver(answers(500));
  const urls = [receiver.url, "http://127.0.0.1:1/hook", "http://no-such-host.invalid/hook"];
  for (const url of urls) {
    const { failure } = await postMessage({ ...message, url: `${url}?token=t0ken` }, options);
    expect(failure?.message).toMatch(/./);
    expect(`${failure?.message} ${JSON.stringify(failure?.cause)}`).not.toMatch(/hook\?|t0ken/);
  }
});
