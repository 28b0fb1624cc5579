import { once } from "node:events";
import { createServer, type IncomingMessage, request as requestHttp } from "node:http";

export interface WebConsole extends AsyncDisposable {
  readonly endpoint: string;
}

/** Stands before a store and says to some objects what a web console says to everything: 200 and a page. */
export async function webConsole(storeEndpoint: string, isItsOwn: (path: string) => boolean): Promise<WebConsole> {
  const server = createServer((request, response) => {
    const { method, url: path = "", headers } = request;
    if (method === "PUT" && isItsOwn(path)) {
      request.resume().once("end", () => {
        response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Console</title>");
      });
      return;
    }
    // With the headers as they are, the host's too: they are signed.
    const onward = requestHttp(new URL(path, storeEndpoint), { method, headers }, (answer: IncomingMessage) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.once("error", () => response.destroy());
    request.pipe(onward);
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
