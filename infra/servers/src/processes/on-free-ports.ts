import { freePort } from "./free-port.ts";

const attempts = 4;

/** Starts something on free ports; somebody else may take one in between, so it is tried again on others. */
export async function onFreePorts<T>(
  preferred: readonly (number | undefined)[],
  start: (...ports: number[]) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const ports: number[] = [];
    for (const port of preferred) ports.push(await freePort(attempt === 1 ? port : undefined));
    try {
      return await start(...ports);
    } catch (error) {
      if (attempt === attempts || !mentionsTakenPort(error)) throw error;
    }
  }
}

function mentionsTakenPort(error: unknown): boolean {
  return error instanceof Error && /address already in use|EADDRINUSE|address in use/i.test(error.message);
}
