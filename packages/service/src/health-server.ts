import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface HealthServer extends Disposable {
  readonly port: number;
}

/** Answers `/healthz` (the process lives), `/readyz` (it can work) and `/metrics` (Prometheus text). */
export async function startHealthServer(
  port: number,
  isReady: () => Promise<boolean>,
  metrics: () => string = () => "",
): Promise<HealthServer> {
  const server = createServer(async (request, response) => {
    if (request.url === "/metrics") {
      response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(metrics());
      return;
    }
    if (request.url !== "/healthz" && request.url !== "/readyz") {
      response.writeHead(404).end();
      return;
    }
    const ok = request.url === "/healthz" || (await isReady().catch(() => false));
    response.writeHead(ok ? 200 : 503, { "content-type": "application/json" }).end(JSON.stringify({ ok }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, resolve);
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
