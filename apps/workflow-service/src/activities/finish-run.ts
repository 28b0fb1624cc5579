import { buildManifest, manifestText } from "@sluice/chunking";
import {
  allRunObjects,
  beginManifest,
  type ConfigDb,
  getRun,
  listPlannedEvents,
  type MasterKeys,
  finishRun as markDone,
  openCredentials,
  precedingOf,
  type Run,
} from "@sluice/config-store";
import { manifestKey } from "@sluice/naming";
import { bodyOf, openObjectStore, putObject, type RoleAssumption } from "@sluice/object-store";
import type { DeliveredObject, EpochMs, RunId } from "@sluice/types";
import { cancellationSignal, heartbeat } from "@temporalio/activity";
import type { RunExecution } from "../workflows/run-activities.ts";
import { runEnded, runIncomplete, runUnknown } from "./errors.ts";

export interface FinishRunDependencies {
  readonly store: ConfigDb;
  readonly masterKeys: MasterKeys;
  readonly roles: RoleAssumption;
  /** Whether buckets may be at private addresses. */
  readonly allowPrivateConnections: boolean;
  /** Name and version, as manifests state it. */
  readonly software: string;
  readonly now: () => EpochMs;
  /** Hears of each end of an execution once. */
  readonly onEnded: (runId: RunId) => Promise<void>;
}

const heartbeatMs = 2_000;

/** Checks that everything planned was delivered, and only then writes the manifest and says Done. */
export async function finishRun(deps: FinishRunDependencies, { runId, execution }: RunExecution): Promise<void> {
  const beat = setInterval(() => heartbeat(), heartbeatMs);
  try {
    const { store } = deps;
    const run = await getRun(store, runId);
    const { plan } = run;
    // It was done before, and its plan may be gone by now.
    if (run.status === "Done") return;
    if (!plan) throw runUnknown(runId);
    const objects: DeliveredObject[] = [];
    for await (const object of allRunObjects(store, runId)) objects.push(object);
    const preceding = await precedingOf(store, runId);
    const manifest = buildManifest(
      {
        project: run.projectId,
        requestId: run.requestId,
        runTimestamp: run.runTimestamp,
        type: run.type,
        format: run.format,
        options: run.options,
        window: run.window,
        snapshotMs: plan.snapshotMs,
        events: await listPlannedEvents(store, runId),
        expectedRecords: plan.expectedRecords,
        previous: preceding.manifestKey,
        skipped: preceding.skipped,
        software: deps.software,
      },
      objects,
    );
    if (manifest.totals.records !== plan.expectedRecords) {
      throw runIncomplete(manifest.totals.records, plan.expectedRecords);
    }
    const key = manifestKey({ prefix: run.target.prefix, requestId: run.requestId, runTimestamp: run.runTimestamp });
    const text = manifestText(manifest);
    const begun = await beginManifest(store, runId, execution, { manifestKey: key, manifestText: text });
    if (begun === "over") throw runEnded(runId);
    if (begun === "done") return;
    await putManifest(deps, run, key, text);
    const delivered = { manifestKey: key, manifestText: text, totals: manifest.totals };
    if (await markDone(store, runId, delivered, { execution, nowMs: deps.now() })) await deps.onEnded(runId);
  } finally {
    clearInterval(beat);
  }
}

async function putManifest(
  { store, masterKeys, roles, allowPrivateConnections: allowPrivate }: FinishRunDependencies,
  run: Run,
  key: string,
  text: string,
): Promise<void> {
  const credentials = await openCredentials(store, masterKeys, run.connectionId, run.credentialVersion);
  const session = { sessionName: `sluice-${run.requestId}`, roles };
  using bucket = openObjectStore(run.target, { ...credentials, ...session }, { allowPrivate });
  const manifest = { key, contentType: "application/json", ...bodyOf(Buffer.from(text)) };
  await putObject(bucket, manifest, { signal: cancellationSignal() });
}
