import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Readiness } from "./readiness.ts";

export interface HealthServer extends Disposable {
  readonly port: number;
}

export interface HealthServerOptions {
  /** The address to listen on; 0.0.0.0 for all there are. */
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly readiness: () => Promise<Readiness>;
  /** In the Prometheus text format. */
  readonly metrics: () => Promise<string>;
}

/** Answers `/healthz` (the process lives), `/readyz` (it can work, or what is missing) and `/metrics` (Prometheus text). */
export async function startHealthServer(options: HealthServerOptions): Promise<HealthServer> {
  const { host, port } = options;
  const server = createServer((request, response) => {
    answer(options, request.url, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address: AddressInfo | string | null = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    [Symbol.dispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

export const metricsContentType = "text/plain; version=0.0.4; charset=utf-8";

async function answer(
  { readiness, metrics }: HealthServerOptions,
  url: string | undefined,
  response: ServerResponse,
): Promise<void> {
  if (url === "/metrics") {
    const text = await metrics();
    response.writeHead(200, { "content-type": metricsContentType }).end(text);
  } else if (url === "/healthz") {
    json(response, 200, { ok: true });
  } else if (url === "/readyz") {
    const found = await readiness();
    json(response, found.ready ? 200 : 503, found);
  } else {
    response.writeHead(404).end();
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}
