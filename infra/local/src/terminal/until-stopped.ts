import type { Stack } from "../stack/start-stack.ts";

export type StopReason = { readonly kind: "asked" } | { readonly kind: "ended"; readonly what: string };

/** Keeps this process up until somebody asks it to stop, or a part of the stack ends by itself. */
export async function untilStopped(stack: Stack): Promise<StopReason> {
  const { promise, resolve } = Promise.withResolvers<StopReason>();
  // Nothing else keeps the process up, as servers don't.
  const up = setInterval(() => undefined, 3_600_000);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      resolve({ kind: "asked" });
      // A second time: at once. The guard ends what is left.
      process.once(signal, () => process.exit(130));
    });
  }
  const { postgres, nats, temporal, s3 } = stack.servers;
  const parts = [postgres.process, nats.process, temporal.process, s3.process];
  for (const { name, exited } of parts) void exited.then(() => resolve({ kind: "ended", what: name }));
  for (const { app, exited } of [stack.configApi, stack.workflowService, ...Object.values(stack.encoders).flat()]) {
    void exited.then(() => resolve({ kind: "ended", what: app }));
  }
  try {
    return await promise;
  } finally {
    clearInterval(up);
  }
}
