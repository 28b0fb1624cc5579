import { readFile } from "node:fs/promises";
import type { TestCustomer, TestStack } from "@sluice/test-kit";
import type { Measurement } from "./measurement.ts";
import type { Variant } from "./variants.ts";

/** (b) The whole product, from the API call to the manifest. */
export async function measureProduct(
  stack: TestStack,
  customer: TestCustomer,
  { format, options }: Variant,
): Promise<Measurement> {
  const startedMs = performance.now();
  const requestId = await customer.export({ format, options, ...widestWindow() });
  const run = await customer.endedRun(requestId);
  const seconds = (performance.now() - startedMs) / 1_000;
  if (run.status !== "Done") throw new Error(`export ${requestId} ended ${run.status}: ${JSON.stringify(run.error)}`);
  const peaks = await Promise.all(stack.encoders[format].map(({ pid }) => peakRssMb(pid)));
  return { seconds, records: run.totals.records, bytes: run.totals.bytes, peakRssMb: Math.max(...peaks) };
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
