import { formats } from "@sluice/types";
import pc from "picocolors";
import type { DemoCustomer } from "./demo-customer.ts";
import type { DemoResult } from "./demo-results.ts";
import { runExport } from "./run-export.ts";

const dayMs = 86_400_000;

/** Everything once in each format, one after the other, so that each format's time is its own. */
export async function exportAll(customer: DemoCustomer): Promise<readonly DemoResult[]> {
  const { print } = customer.terminal;
  print(`\n  ${pc.bold("Export")} ${pc.dim("everything in each format, and check every object that arrived")}`);
  const nowMs = Date.now();
  const window = { from: new Date(nowMs - 59 * dayMs).toISOString(), to: new Date(nowMs + dayMs).toISOString() };
  const results: DemoResult[] = [];
  for (const format of formats) {
    const request = { name: `Demo ${format}`, type: "allEvents", format, ...window } as const;
    results.push(await customer.prove(format, (note) => runExport(customer, request, note)));
  }
  return results;
}
