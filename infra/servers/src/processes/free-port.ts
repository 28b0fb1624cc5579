import { randomInt } from "node:crypto";
import { createServer } from "node:net";

// Below the range that systems take outgoing connections' ports from, so that a restarted server finds its port free.
const lowest = 15_000;
const highest = 32_000;

/** A port of 127.0.0.1 that nobody listens on: the preferred one if it is free. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isFreePort(preferred))) return preferred;
  for (;;) {
    const port = randomInt(lowest, highest);
    if (await isFreePort(port)) return port;
  }
}

/** Whether nobody listens on a port of 127.0.0.1. */
export function isFreePort(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = createServer()
    .once("error", () => resolve(false))
    .listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  return promise;
}
