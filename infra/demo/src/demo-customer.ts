import { join } from "node:path";
import type { Stack, Terminal } from "@sluice/local";
import { inStep } from "@sluice/servers";
import {
  type ConnectionTarget,
  type Credentials,
  connectionAnswerSchema,
  connectionTestAnswerSchema,
} from "@sluice/types";
import { type DeliveryReport, openBucketSource, verifyDelivery } from "@sluice/verify";
import pc from "picocolors";
import { type ApiClient, apiClient } from "./call-api.ts";
import { type DemoResult, figuresOf } from "./demo-results.ts";
import { loadExamples } from "./load-examples.ts";
import { makeProject } from "./make-project.ts";

/** Somebody with data, a bucket under the two-statement policy and a connection to it. */
export interface DemoCustomer {
  readonly api: ApiClient;
  readonly projectId: string;
  /** An admin's. */
  readonly token: string;
  readonly lake: string;
  readonly connectionId: string;
  readonly bucketFolder: string;
  readonly terminal: Terminal;
  /** Follows an export to where `deliver` says that it is done, and then reads every object of it back. */
  prove(name: string, deliver: (note: (text: string) => void) => Promise<number>): Promise<DemoResult>;
}

export async function demoCustomer(stack: Stack, terminal: Terminal): Promise<DemoCustomer> {
  const { print, onProgress } = terminal;
  const { s3 } = stack.servers;
  const { id: projectId, token, timeZone } = await makeProject(stack);
  const api = apiClient(stack.apiUrl, token);

  print(`\n  ${pc.bold("Load")} ${pc.dim("a web shop's orders and customers, and Wikipedia's edits")}`);
  await inStep(onProgress, "sample data", async (note) => {
    const onRecords = (records: number) => note(`${records.toLocaleString("en")} records`, true);
    const { events, eventNames, profiles } = await loadExamples(stack.lake, projectId, onRecords);
    note(`${events.toLocaleString("en")} events, ${eventNames} event names, ${profiles} profiles`, true);
  });

  print(`\n  ${pc.bold("Connect")} ${pc.dim("a bucket that grants s3:ListBucket and s3:PutObject, and nothing else")}`);
  const { target, credentials } = await s3.createCustomerBucket("acme-exports");
  const connectionId = await inStep(onProgress, "connection", async (note) => {
    const id = await connect(api, target, credentials);
    note(`s3://${target.bucket} tested`, true);
    return id;
  });

  const verify = async (requestId: number, note: (text: string) => void): Promise<DeliveryReport> => {
    // Sluice's own key must not read, so the bucket's owner looks.
    using source = openBucketSource({ ...target, credentials: s3.rootCredentials });
    return verifyDelivery({
      source,
      prefix: "",
      requestId,
      timeZone,
      chain: true,
      onProgress: ({ objects, totalObjects }) => note(`${objects} of ${totalObjects} objects`),
    });
  };
  return {
    api,
    projectId,
    token,
    connectionId,
    terminal,
    lake: stack.lake,
    bucketFolder: join(s3.folder, target.bucket),
    async prove(name, deliver) {
      try {
        const startedMs = performance.now();
        const requestId = await inStep(onProgress, `export ${name}`, (note) => deliver((text) => note(text, true)));
        const deliveredMs = performance.now();
        const report = await inStep(onProgress, `verify ${name}`, async (note) => {
          const verified = await verify(requestId, (text) => note(text, true));
          note(`${figuresOf(verified).objects} objects read back`, true);
          return verified;
        });
        const verifyMs = performance.now() - deliveredMs;
        return { name, status: "delivered", report, exportMs: deliveredMs - startedMs, verifyMs };
      } catch (error) {
        return { name, status: "failed", reason: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

async function connect(api: ApiClient, target: ConnectionTarget, credentials: Credentials): Promise<string> {
  const body = { name: "Acme", ...target, credentials };
  const { id } = await api.post("/v1/connections", body, connectionAnswerSchema);
  const { ok, checks } = await api.post(`/v1/connections/${id}/test`, {}, connectionTestAnswerSchema);
  if (!ok) throw new Error(checks.flatMap(({ error }) => (error ? [error.message] : [])).join(" "));
  return id;
}
