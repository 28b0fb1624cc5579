import { join } from "node:path";
import {
  type ConnectionTarget,
  type Credentials,
  connectionAnswerSchema,
  connectionTestAnswerSchema,
  type Format,
  formats,
} from "@sluice/types";
import { openBucketSource, verifyRun } from "@sluice/verify";
import pc from "picocolors";
import { inStep } from "../progress.ts";
import type { Stack } from "../stack/start-stack.ts";
import type { Terminal } from "../terminal/terminal-progress.ts";
import { type ApiClient, apiClient } from "./call-api.ts";
import type { DemoResult } from "./demo-results.ts";
import { loadExamples } from "./load-examples.ts";
import { makeProject } from "./make-project.ts";
import { runExport } from "./run-export.ts";

/** A customer's first day: data, a bucket under the two-statement policy, a connection, an export in each format. */
export async function exportAll(
  stack: Stack,
  { print, onProgress }: Terminal,
): Promise<{ readonly bucketFolder: string; readonly results: readonly DemoResult[] }> {
  const { s3 } = stack.servers;
  const project = await makeProject(stack);
  const api = apiClient(stack.apiUrl, project.token);

  print(`\n  ${pc.bold("Load")} ${pc.dim("a web shop's orders and Wikipedia's edits")}`);
  await inStep(onProgress, "sample events", async (note) => {
    const onRecords = (records: number) => note(`${records.toLocaleString("en")} events`, true);
    const { records, eventNames } = await loadExamples(stack.lake, project.id, onRecords);
    note(`${records.toLocaleString("en")} events, ${eventNames} event names`, true);
  });

  print(`\n  ${pc.bold("Connect")} ${pc.dim("a bucket that grants s3:ListBucket and s3:PutObject, and nothing else")}`);
  const { target, credentials } = await s3.createCustomerBucket("acme-exports");
  const connectionId = await inStep(onProgress, "connection", async (note) => {
    const id = await connect(api, target, credentials);
    note(`s3://${target.bucket} tested`, true);
    return id;
  });

  print(`\n  ${pc.bold("Export")} ${pc.dim("everything in each format, and check every object that arrived")}`);
  const deliver = async (format: Format): Promise<DemoResult> => {
    try {
      const run = await inStep(onProgress, `export ${format}`, (note) =>
        runExport(api, connectionId, format, (text) => note(text, true)),
      );
      const startedMs = performance.now();
      const report = await inStep(onProgress, `verify ${format}`, async (note) => {
        // Sluice's own key must not read, so the bucket's owner looks.
        using source = openBucketSource({ ...target, credentials: s3.rootCredentials });
        const verified = await verifyRun(source, run.manifestKey ?? "", {
          timeZone: project.timeZone,
          onProgress: ({ objects, totalObjects }) => note(`${objects} of ${totalObjects} objects`, true),
        });
        note(`${verified.objects} objects read back`, true);
        return verified;
      });
      return { format, status: "delivered", run, report, verifyMs: performance.now() - startedMs };
    } catch (error) {
      return { format, status: "failed", reason: error instanceof Error ? error.message : String(error) };
    }
  };
  // One after the other, so that each format's time is its own.
  const results: DemoResult[] = [];
  for (const format of formats) results.push(await deliver(format));
  return { bucketFolder: join(s3.folder, target.bucket), results };
}

async function connect(api: ApiClient, target: ConnectionTarget, credentials: Credentials): Promise<string> {
  const body = { name: "Acme", ...target, credentials };
  const { id } = await api.post("/v1/connections", body, connectionAnswerSchema);
  const { ok, checks } = await api.post(`/v1/connections/${id}/test`, {}, connectionTestAnswerSchema);
  if (!ok) throw new Error(checks.flatMap(({ error }) => (error ? [error.message] : [])).join(" "));
  return id;
}
