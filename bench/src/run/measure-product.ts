import { readFile } from "node:fs/promises";
import type { TestCustomer, TestStack } from "@sluice/test-kit";
import type { NewExportRequest } from "@sluice/types";
import type { Measurement } from "./measurement.ts";

/** (b) The whole product, from the API call to the manifest. CPU seconds and memory are those of the format's encoders. */
export async function measureProduct(
  stack: TestStack,
  customer: TestCustomer,
  request: Pick<NewExportRequest, "format" | "options">,
): Promise<Measurement & { readonly requestId: number }> {
  const encoders = stack.encoders[request.format].map(({ pid }) => pid);
  const startedCpu = await cpuSecondsOf(encoders);
  const startedMs = performance.now();
  const requestId = await customer.export({ ...request, ...widestWindow() });
  const run = await customer.endedRun(requestId);
  const seconds = (performance.now() - startedMs) / 1_000;
  if (run.status !== "Done") throw new Error(`export ${requestId} ended ${run.status}: ${JSON.stringify(run.error)}`);
  const { records, bytes, objects } = run.totals;
  const peaks = await Promise.all(encoders.map(peakRssMb));
  return {
    requestId,
    seconds,
    cpuSeconds: (await cpuSecondsOf(encoders)) - startedCpu,
    records,
    bytes,
    pieces: objects,
    peakRssMb: Math.max(...peaks),
  };
}

/** As far back as a one-time export may reach. */
function widestWindow() {
  const now = Date.now();
  return { from: new Date(now - 59 * 86_400_000).toISOString(), to: new Date(now + 86_400_000).toISOString() };
}

/** The most memory a running process ever had. */
export async function peakRssMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024);
}

/** proc(5): clock ticks, of which Linux shows a hundred in a second. */
const ticksPerSecond = 100;

/** What running processes used until now, all their threads together. */
export async function cpuSecondsOf(pids: readonly number[]): Promise<number> {
  let ticks = 0;
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold anything; user and system time are fields 14 and 15.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / ticksPerSecond;
}
