import { join } from "node:path";
import { type TestCustomer, type TestStack, testCustomer } from "@sluice/test-kit";
import { type NewExportRequest, webhookAnswerSchema } from "@sluice/types";
import { loadAsOfThePast } from "./past-loads.ts";

/** A project in which every screen has something to show. */
export interface ShownProject {
  readonly customer: TestCustomer;
  readonly recurring: number;
  readonly done: number;
  readonly failed: number;
  /** Nothing encodes XML on the stack, so it waits. */
  readonly waiting: number;
  readonly stopped: number;
  readonly badConnectionId: string;
  /** It is told nothing: nobody in a test is asked anything outside of this machine. */
  readonly webhookId: string;
  /** Each object in the bucket is a file in it. */
  readonly bucketFolder: string;
}

const dayMs = 86_400_000;

/** Fills a project with real data of so many days and with exports that are done, failed, stopped and waiting. */
export async function shownProject(stack: TestStack, { days }: { readonly days: number }): Promise<ShownProject> {
  const customer = await testCustomer(stack, { prefix: "product" });
  const nowMs = Date.now();
  await customer.call("PATCH", "/v1/project", { name: "Wiki and shop", timeZone: "Europe/Lisbon" });
  const startMs = await loadAsOfThePast(stack, customer, { days, nowMs });
  const badConnectionId = await customer.connect("Finance", {
    ...customer.bucket,
    credentials: { ...customer.bucket.credentials, secretAccessKey: "w".repeat(40) },
  });
  const window = { from: new Date(nowMs - 50 * dayMs).toISOString(), to: new Date(nowMs).toISOString() };
  const once = (request: Partial<NewExportRequest>) => customer.export({ ...window, ...request });
  const repeat = (request: Partial<NewExportRequest>) =>
    customer.export({ ...request, frequency: "recurring", from: undefined, to: undefined });

  const recurring = await repeat({
    name: "Warehouse",
    format: "parquet",
    everyHours: 4,
    startFrom: new Date(startMs).toISOString(),
  });
  const done = await once({ name: "Orders for finance", type: "selectEvents", eventNames: ["Charged"], format: "csv" });
  const profiles = await once({ name: "All customers", type: "allProfiles", from: undefined, to: undefined });
  const everything = await once({ name: "Everything, as a backup", format: "json" });
  const failed = await once({ name: "Month end", format: "csv", connectionId: badConnectionId });
  const waiting = await once({ name: "Partner feed", format: "xml" });
  const stopped = await repeat({ name: "Old warehouse", format: "json", everyHours: 24 });
  await customer.call("POST", `/v1/exports/${stopped}/stop`, {});
  const webhookId = await disabledWebhook(customer);
  for (const requestId of [done, profiles, everything, failed]) await customer.endedRun(requestId);
  return {
    customer,
    recurring,
    done,
    failed,
    waiting,
    stopped,
    badConnectionId,
    webhookId,
    bucketFolder: join(stack.bucketsFolder, customer.bucket.target.bucket),
  };
}

async function disabledWebhook(customer: TestCustomer): Promise<string> {
  const { body } = await customer.call("POST", "/v1/webhooks", {
    name: "Loader",
    url: "https://hooks.example.com/sluice",
    eventTypes: ["run.done", "run.failed"],
    enabled: false,
  });
  return webhookAnswerSchema.parse(body).id;
}
