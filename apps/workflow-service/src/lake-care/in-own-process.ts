import { fork } from "node:child_process";
import { once } from "node:events";
import { failureSchema, SluiceError, toFailure } from "@sluice/types";
import { z } from "zod";

const answerSchema = z.discriminatedUnion("status", [
  z.object({ status: z.literal("done"), result: z.unknown() }),
  z.object({ status: z.literal("failed"), failure: failureSchema, details: z.string() }),
]);

/** Neither may take what the service needs itself. */
const memory = ["--max-old-space-size=256", "--max-semi-space-size=8"];

/**
 * Does heavy work in a process of its own, so that it neither fills the service's memory nor keeps its workflows
 * waiting: `script` takes the order by `takeOrder`. The process knows nothing but the order, and dies with the service. It is killed when
 * the signal aborts, so the work has to bear that.
 */
export async function inOwnProcess<Result>(
  script: URL,
  order: object,
  resultSchema: z.ZodType<Result>,
  signal: AbortSignal,
): Promise<Result> {
  signal.throwIfAborted();
  const child = fork(script, { execArgv: memory, env: {}, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const kill = (): void => void child.kill("SIGKILL");
  signal.addEventListener("abort", kill);
  let answer: z.infer<typeof answerSchema> | undefined;
  child.on("message", (message) => {
    answer = answerSchema.parse(message);
  });
  try {
    const ended = once(child, "exit");
    child.send(order);
    const [code, killedBy] = await ended;
    signal.throwIfAborted();
    if (answer?.status === "failed") throw new SluiceError(answer.failure, { cause: new Error(answer.details) });
    if (answer === undefined) throw new Error(`a process for the lake ended with ${killedBy ?? code}`);
    return resultSchema.parse(answer.result);
  } finally {
    signal.removeEventListener("abort", kill);
    kill();
  }
}

/** In the process: does what it is told, once, and ends. */
export function takeOrder<Order>(orderSchema: z.ZodType<Order>, work: (order: Order) => Promise<unknown>): void {
  process.once("disconnect", () => process.exit(1));
  process.once("message", async (message) => {
    const answer = await work(orderSchema.parse(message)).then(
      (result) => ({ status: "done", result }),
      (error: unknown) => ({ status: "failed", failure: toFailure(error), details: String(error) }),
    );
    process.send?.(answer, () => process.exit(0));
  });
}
