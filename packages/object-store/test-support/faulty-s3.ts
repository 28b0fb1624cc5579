import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ConnectionTarget } from "@sluice/types";

/** What the server does to one request, once its body is in. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

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
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url: path = "", headers } = request;
    const answer = answers[Math.min(requests.length, answers.length - 1)] ?? answers[0];
    requests.push({ method, path, headers, body: Buffer.concat(chunks) });
    answer(response, request);
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

export const ok: Answer = (response) => response.writeHead(200, { etag: '"0"' }).end();

/** Breaks the connection instead of answering. */
export const reset: Answer = (_response, request) => request.socket.resetAndDestroy();

/** An error as S3 writes it. */
export function refuse(
  status: number,
  code: string,
  more = "",
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return (response) =>
    response
      .writeHead(status, { "content-type": "application/xml", ...headers })
      .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>raw words of the store</Message>${more}</Error>`);
}

/** A status with nothing that says why. */
export const bare =
  (status: number): Answer =>
  (response) =>
    response.writeHead(status).end();
