import { once } from "node:events";
import { createServer, type IncomingMessage, request as requestHttp, type ServerResponse } from "node:http";

export interface StoreFront extends AsyncDisposable {
  readonly endpoint: string;
}

/** What becomes of a request: `pass` gives it to the store, now or later. */
export type Handle = (request: IncomingMessage, response: ServerResponse, pass: () => void) => void;

/** Stands before a store, as a proxy does. */
export async function storeFront(storeEndpoint: string, handle: Handle): Promise<StoreFront> {
  const pass = (request: IncomingMessage, response: ServerResponse): void => {
    // With the headers as they are, the host's too: they are signed. Only leave for a body was given here.
    const { expect: _, ...headers } = request.headers;
    const { method, url: path = "" } = request;
    const onward = requestHttp(new URL(path, storeEndpoint), { method, headers }, (answer: IncomingMessage) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.once("error", () => response.destroy());
    request.pipe(onward);
  };
  const server = createServer((request, response) => handle(request, response, () => pass(request, response)));
  server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response, () => {
      response.writeContinue();
      pass(request, response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
