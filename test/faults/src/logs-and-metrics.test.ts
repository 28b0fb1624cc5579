import { readFile } from "node:fs/promises";
import { waitUntil } from "@sluice/test-kit";
import { formats } from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { healthUrls } from "./health-urls.ts";
import { type LogLine, parseLog } from "./parse-log.ts";
import { parseMetrics, type Sample, sampleValue } from "./parse-metrics.ts";
import { inAppLogs } from "./places/in-files.ts";
import { type ThreeEndings, threeEndings } from "./three-endings.ts";

let seen: ThreeEndings;
beforeAll(async () => {
  seen = await threeEndings();
});
afterAll(() => seen?.[Symbol.asyncDispose]());

const repository = new URL("../../../", import.meta.url);
const badCredentials = "connection.bad_credentials";

describe("metrics", () => {
  test("of an encoder say what it has encoded and stored, and what failed", async () => {
    const samples = await scraped("encoder-json");
    const { totals } = seen.done;
    expect(sampleValue(samples, "sluice_encoded_records_total", { format: "json" })).toBe(seen.records);
    expect(sampleValue(samples, "sluice_stored_objects_total", { format: "json" })).toBe(totals.objects);
    expect(sampleValue(samples, "sluice_stored_bytes_total", { format: "json" })).toBe(totals.bytes);
    expect(sampleValue(samples, "sluice_jobs_total", { result: "done" })).toBe(
      sampleValue(samples, "sluice_job_duration_seconds_count"),
    );
    const failed = sampleValue(samples, "sluice_jobs_total", { result: "failed" });
    expect(failed).toBeGreaterThan(0);
    expect(sampleValue(samples, "sluice_job_failures_total", { code: badCredentials })).toBe(failed);
    expect(sampleValue(samples, "sluice_jobs_at_work")).toBe(0);
  });

  test("of the workflow service say how runs ended, what they delivered and why they failed", async () => {
    const samples = await scraped("workflow-service");
    const { totals } = seen.done;
    const ended = (labels: Record<string, string>) => sampleValue(samples, "sluice_runs_total", labels);
    expect(ended({ format: "json", status: "Done" })).toBe(1);
    expect(ended({ format: "json", status: "Failed" })).toBe(1);
    expect(ended({ format: "csv", status: "Stopped" })).toBe(1);
    expect(ended({ format: "parquet", status: "Done" })).toBe(0);
    const done = { format: "json", status: "Done" };
    expect(sampleValue(samples, "sluice_run_duration_seconds_count", done)).toBe(1);
    expect(sampleValue(samples, "sluice_run_duration_seconds_sum", done)).toBeCloseTo(durationSeconds(seen.done), 2);
    expect(sampleValue(samples, "sluice_delivered_records_total", { format: "json" })).toBe(seen.records);
    expect(sampleValue(samples, "sluice_delivered_objects_total", { format: "json" })).toBe(totals.objects);
    expect(sampleValue(samples, "sluice_delivered_bytes_total", { format: "json" })).toBe(totals.bytes);
    expect(sampleValue(samples, "sluice_run_failures_total", { format: "json", code: badCredentials })).toBe(1);
    expect(
      sampleValue(samples, "sluice_failed_attempts_total", { step: "encodeJob", code: badCredentials }),
    ).toBeGreaterThan(0);
  });

  test("of the workflow service show the queue, and recurring exports that fail or are late", async () => {
    const { customer, stack } = seen;
    const calm = await scraped("workflow-service");
    for (const format of formats) {
      expect(sampleValue(calm, "sluice_queue_jobs_waiting", { format })).toBe(0);
      expect(sampleValue(calm, "sluice_queue_jobs_in_progress", { format })).toBe(0);
      expect(sampleValue(calm, "sluice_queue_oldest_job_age_seconds", { format })).toBe(0);
    }
    expect(sampleValue(calm, "sluice_recurring_exports")).toBe(1);
    expect(sampleValue(calm, "sluice_recurring_exports_failing")).toBe(1);
    expect(sampleValue(calm, "sluice_recurring_export_failing_seconds")).toBeGreaterThan(0);

    const requestId = await customer.export({ format: "csv" });
    const queued = { format: "csv" };
    await waitUntil("the oldest job to grow old", async () => {
      const samples = await scraped("workflow-service");
      return sampleValue(samples, "sluice_queue_oldest_job_age_seconds", queued) > 1;
    });
    expect(sampleValue(await scraped("workflow-service"), "sluice_queue_jobs_waiting", queued)).toBe(1);
    await customer.call("POST", `/v1/exports/${requestId}/stop`);

    // Without Temporal nothing runs, and what is late is seen all the same.
    stack.servers.temporal.kill("SIGSTOP");
    await waitUntil("the export to be late", async () => {
      const samples = await scraped("workflow-service");
      return sampleValue(samples, "sluice_recurring_export_overdue_seconds") > 5;
    });
    stack.servers.temporal.kill("SIGCONT");
  });

  test("of the API count its answers by method, route and status", async () => {
    await seen.api.ask("GET", `/v1/exports/${seen.done.requestId}`);
    await seen.api.ask("GET", "/v1/exports/1");
    await seen.api.ask("GET", "/nowhere/at/all");
    const samples = await scraped("config-api");
    const answered = (route: string, status: string) =>
      sampleValue(samples, "sluice_http_requests_total", { method: "GET", route, status });
    expect(answered("/v1/exports/:requestId", "404")).toBe(1);
    const taken = sampleValue(samples, "sluice_http_request_duration_seconds_count", {
      method: "GET",
      route: "/v1/exports/:requestId",
    });
    expect(taken).toBe(1 + answered("/v1/exports/:requestId", "200"));
    expect(samples.some(({ labels }) => labels.route?.includes("nowhere"))).toBe(false);
  });

  test("have no labels with values of which there is no end", async () => {
    const { customer, done, failed, stopped } = seen;
    const words = [customer.project, customer.connectionId, customer.bucket.target.bucket, "Charged", "Refunded"];
    const ids = [done, failed, stopped].map(({ requestId }) => String(requestId));
    for (const app of Object.keys(healthUrls(seen.stack))) {
      const values = new Set((await scraped(app)).flatMap(({ labels }) => Object.values(labels)));
      for (const text of [...words, ...ids]) {
        expect([app, [...values].filter((value) => value.includes(text))]).toEqual([app, []]);
      }
    }
  });
});

test("docs/operations.md explains all of our metrics and no others, and the alerts are about these", async () => {
  const named = new Set<string>();
  for (const url of Object.values(healthUrls(seen.stack))) {
    const text = await (await fetch(`${url}/metrics`)).text();
    for (const [, name = ""] of text.matchAll(/^# TYPE (sluice_\w+)/gm)) named.add(name);
  }
  const explained = (await readFile(new URL("docs/operations.md", repository), "utf8")).matchAll(
    /^\| `(sluice_\w+)`/gm,
  );
  expect([...explained].map(([, name]) => name).sort()).toEqual([...named].sort());
  const alerts = await readFile(new URL("infra/prometheus-alerts.yaml", repository), "utf8");
  const watched = [...alerts.matchAll(/sluice_\w+/g)].map(([name]) => name);
  expect(watched.length).toBeGreaterThan(0);
  expect(watched.filter((name) => !named.has(name))).toEqual([]);
});

describe("logs", () => {
  test("are JSON lines with time, level and app, from the first to the last", async () => {
    for (const [app, lines] of await logs()) {
      expect(lines.length).toBeGreaterThan(0);
      expect(new Set(lines.map(({ name }) => name))).toEqual(new Set([app]));
    }
  });

  test("tell of each request its method, path, status and duration, under the id that its answer has", async () => {
    const path = `/v1/exports/${seen.done.requestId}`;
    const answer = await fetch(new URL(`${path}?hidden=query`, seen.stack.apiUrl), {
      headers: { authorization: `Bearer ${seen.customer.token}` },
    });
    const httpRequestId = answer.headers.get("x-request-id");
    // An answer may be there before its line.
    const lines = await waitUntil("the request's line in the log", async () => {
      const found = (await logs()).get("config-api")?.filter((line) => line.httpRequestId === httpRequestId);
      return found?.length ? found : undefined;
    });
    expect(lines).toEqual([
      expect.objectContaining({
        msg: "request",
        level: "info",
        method: "GET",
        path,
        status: answer.status,
        durationMs: expect.any(Number),
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain("hidden");
  });

  test("tell of each run what encoders and workflow service did for it", async () => {
    const apps = await logs();
    const of = (app: string, { requestId, runTimestamp }: typeof seen.done) =>
      apps.get(app)?.filter(({ runId }) => runId === `${requestId}-${runTimestamp}`) ?? [];
    expect(of("encoder-json", seen.done)).toContainEqual(expect.objectContaining({ msg: "job done", level: "info" }));
    const failed = expect.objectContaining({ level: "warn", code: badCredentials });
    expect(of("encoder-json", seen.failed)).toContainEqual(failed);
    expect(of("workflow-service", seen.failed)).toContainEqual(failed);
  });
});

async function scraped(app: string): Promise<readonly Sample[]> {
  const answer = await fetch(`${healthUrls(seen.stack)[app]}/metrics`);
  expect(answer.headers.get("content-type")).toContain("version=0.0.4");
  return parseMetrics(await answer.text());
}

async function logs(): Promise<ReadonlyMap<string, readonly LogLine[]>> {
  const found = await inAppLogs(seen.stack);
  return new Map(found.map(({ place, bytes }) => [place.replace(/^log (.*)\.log$/, "$1"), parseLog(bytes)]));
}

function durationSeconds({ startedAt, endedAt }: typeof seen.done): number {
  return (Date.parse(endedAt ?? "") - Date.parse(startedAt ?? "")) / 1_000;
}
