import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ConnectionTarget } from "@sluice/types";

type Handle = (response: ServerResponse, request: IncomingMessage) => void;

/** What the server does to one request: once its body is in, or at once, and then the body is its own affair. */
export type Answer = Handle | { readonly atOnce: Handle };

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

export interface FaultyS3 extends AsyncDisposable {
  readonly target: ConnectionTarget;
  readonly requests: readonly ReceivedRequest[];
}

/** Fails the way a healthy S3 server never would: answers in turn, the last one for ever. */
export async function faultyS3(...answers: readonly [Answer, ...Answer[]]): Promise<FaultyS3> {
  const requests: ReceivedRequest[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)] ?? answers[0];
    const { method = "", url: path = "", headers } = request;
    const chunks: Buffer[] = [];
    if (!("atOnce" in answer)) for await (const chunk of request) chunks.push(chunk);
    requests.push({ method, path, headers, body: Buffer.concat(chunks) });
    if ("atOnce" in answer) answer.atOnce(response, request);
    else answer(response, request);
  };
  const server = createServer(handle);
  // Without this, Node says that the body may come, whatever is to be answered.
  server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)] ?? answers[0];
    if (!("atOnce" in answer)) response.writeContinue();
    void handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = addressOf(server.address());
  return {
    target: {
      bucket: "acme",
      region: "eu-west-1",
      prefix: "in/",
      endpoint: `http://127.0.0.1:${port}`,
      pathStyle: true,
      encryption: { type: "none" },
    },
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address;
}

const emptyList = '<?xml version="1.0"?><ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>';

/** As S3 says that an object is stored, and what there is in a bucket. */
export const ok: Handle = (response, { method }) =>
  method === "GET"
    ? response.writeHead(200, { "content-type": "application/xml" }).end(emptyList)
    : response.writeHead(200, { etag: '"0"' }).end();

/** Takes the body at a steady rate, and then answers. */
export function slowly(bytesPerTick: number, tickMs: number, answer: Handle): Answer {
  return {
    async atOnce(response, request) {
      let taken = 0;
      let allowed = 0;
      const timer = setInterval(() => {
        allowed += bytesPerTick;
        if (taken < allowed) request.resume();
      }, tickMs);
      request.on("data", (chunk: Buffer) => {
        taken += chunk.byteLength;
        if (taken >= allowed) request.pause();
      });
      request.pause();
      request.once("close", () => clearInterval(timer));
      request.once("end", () => answer(response, request));
    },
  };
}

/** Takes no byte of the body, and says nothing. */
export const hang: Answer = { atOnce: () => {} };

/** Takes the body, but says nothing to it: neither that it may come nor what became of it. */
export const neverAnswer: Answer = () => {};

/** Doesn't know "Expect: 100-continue". */
export const withoutContinue: Answer = {
  atOnce: (response, request) => request.resume().once("end", () => ok(response, request)),
};

/** Begins a good answer that never ends. */
export function drip(everyMs: number): Answer {
  return (response) => {
    response.writeHead(200, { etag: '"0"', "content-length": 1_000 });
    const timer = setInterval(() => response.write(" "), everyMs);
    response.once("close", () => clearInterval(timer));
  };
}

/** What a web console, a login page or a proxy says. */
export function html(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) =>
    response
      .writeHead(status, { "content-type": "text/html; charset=utf-8", ...headers })
      .end("<!doctype html><title>Console</title><p>raw words of the page</p>");
}

/** As some stores do with headers that they do not know. */
export const noChecksumHeaders: Answer = (response, request) =>
  Object.keys(request.headers).some((name) => name.startsWith("x-amz-checksum-"))
    ? refuse(400, "InvalidArgument")(response, request)
    : ok(response, request);

/** Breaks the connection instead of answering. */
export const reset: Handle = (_response, request) => request.socket.resetAndDestroy();

/** An error as S3 writes it. */
export function refuse(
  status: number,
  code: string,
  more = "",
  headers: Readonly<Record<string, string>> = {},
): Handle {
  return (response) =>
    response
      .writeHead(status, { "content-type": "application/xml", ...headers })
      .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>raw words of the store</Message>${more}</Error>`);
}

/** A status with nothing that says why. */
export const bare =
  (status: number): Handle =>
  (response) =>
    response.writeHead(status).end();
