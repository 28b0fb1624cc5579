import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fileMappingSchema, type LoadInput, loadRecords } from "@sluice/event-source-lake";
import { StopWaiting, temporaryDirectory, waitUntil } from "@sluice/servers";
import { createdExportAnswerSchema, exportAnswerSchema, type NewExportRequest, runsAnswerSchema } from "@sluice/types";
import pc from "picocolors";
import { RefusedError } from "./call-api.ts";
import type { DemoCustomer } from "./demo-customer.ts";
import type { DemoResult } from "./demo-results.ts";
import { runExport } from "./run-export.ts";

/** So that four hours, the least that a schedule may have, are over while somebody watches. */
export const fastSchedule = { SLUICE_HOUR_MS: "1500", SLUICE_SETTLE_DELAY_MS: "500" };

const patienceMs = 5 * 60_000;

/** A recurring export of events and one of profiles, over some windows each, and what the second one excludes. */
export async function exportOnSchedule(customer: DemoCustomer): Promise<readonly DemoResult[]> {
  const { print } = customer.terminal;
  print(`\n  ${pc.bold("Repeat")} ${pc.dim("every four hours, which last six seconds here; data comes in meanwhile")}`);
  const events = await customer.prove("new events", (note) => recurringEvents(customer, note));
  let refusal = "";
  const profiles = await customer.prove("new profiles", async (note) => {
    const requestId = await recurringProfiles(customer, note);
    refusal = await refusalOf(customer, { type: "allProfiles", format: "parquet" });
    await stop(customer, requestId);
    return requestId;
  });
  if (refusal) {
    print(`  ${pc.green("✓")} all profiles beside it: refused, as it has to be`);
    print(pc.dim(`      409 ${refusal}`));
  }
  const once = await customer.prove("all profiles", (note) =>
    runExport(customer, { name: "Demo profiles", type: "allProfiles", format: "parquet" }, note),
  );
  return [events, profiles, once];
}

async function recurringEvents(customer: DemoCustomer, note: (text: string) => void): Promise<number> {
  const requestId = await schedule(customer, { name: "Demo, new events", type: "allEvents", format: "csv" });
  const mapping = fileMappingSchema.parse(JSON.parse(await readFile(example("order-lines.mapping.json"), "utf8")));
  await load(customer, { path: example("order-lines.csv"), kind: "csv", mapping });
  await delivered(customer, requestId, 600, note);
  await load(customer, { path: example("order-lines.csv"), kind: "csv", mapping });
  await delivered(customer, requestId, 1_200, note);
  await stop(customer, requestId);
  return requestId;
}

async function recurringProfiles(customer: DemoCustomer, note: (text: string) => void): Promise<number> {
  const requestId = await schedule(customer, { name: "Demo, new profiles", type: "allProfiles", format: "json" });
  await delivered(customer, requestId, 620, note);
  const changed = ["12680", "16206"].map((identity) => ({ type: "profile", profile: { identity, Orders: 99 } }));
  await using folder = await temporaryDirectory();
  const path = join(folder.path, "changed.jsonl");
  await writeFile(path, changed.map((line) => JSON.stringify(line)).join("\n"));
  await load(customer, { path, kind: "jsonl" });
  await delivered(customer, requestId, 622, note);
  return requestId;
}

type Wanted = Pick<NewExportRequest, "name" | "type" | "format">;

async function schedule({ api, connectionId }: DemoCustomer, wanted: Wanted): Promise<number> {
  const request = { ...wanted, connectionId, frequency: "recurring", everyHours: 4 };
  return (await api.post("/v1/exports", request, createdExportAnswerSchema)).requestId;
}

async function stop({ api }: DemoCustomer, requestId: number): Promise<void> {
  await api.post(`/v1/exports/${requestId}/stop`, {}, exportAnswerSchema);
  await waitUntil(
    `export ${requestId} to stop`,
    async () => {
      const { status } = await api.get(`/v1/exports/${requestId}`, exportAnswerSchema);
      return status === "Stopped" ? true : undefined;
    },
    patienceMs,
  );
}

/** Waits until the runs of an export have delivered so many records. */
async function delivered(
  { api }: DemoCustomer,
  requestId: number,
  records: number,
  note: (text: string) => void,
): Promise<void> {
  await waitUntil(
    `${records} records of export ${requestId}`,
    async () => {
      const { items } = await api.get(`/v1/exports/${requestId}/runs?limit=500`, runsAnswerSchema);
      const failed = items.find(({ status }) => status === "Failed");
      if (failed?.error) throw new StopWaiting(new Error(failed.error.message));
      const done = items.filter(({ status }) => status === "Done");
      const sum = done.reduce((all, { totals }) => all + totals.records, 0);
      note(`${sum.toLocaleString("en")} records in ${done.length} windows`);
      return sum >= records ? true : undefined;
    },
    patienceMs,
  );
}

/** What the API says to an export that it can't accept now. */
async function refusalOf({ api, connectionId }: DemoCustomer, wanted: Wanted): Promise<string> {
  try {
    await api.post("/v1/exports", { ...wanted, connectionId }, createdExportAnswerSchema);
  } catch (error) {
    if (error instanceof RefusedError && error.status === 409) return error.detail;
    throw error;
  }
  throw new Error("a one-time profile export was accepted beside a recurring one");
}

async function load({ lake: directory, projectId: project }: DemoCustomer, input: LoadInput): Promise<void> {
  await loadRecords({ directory, project, inputs: [input], shiftToNow: true });
}

function example(name: string): string {
  return fileURLToPath(new URL(`../../../examples/online-retail/${name}`, import.meta.url));
}
