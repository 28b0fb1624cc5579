import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import type { TestCustomer } from "@sluice/test-kit";
import { manifestSchema } from "@sluice/types";
import { expect } from "vitest";

/** The ids in all objects of a JSON export, read back from the bucket, sorted. */
export async function deliveredIds(customer: TestCustomer, requestId: number): Promise<string[]> {
  const ids: string[] = [];
  for (const { key } of await customer.objects(requestId)) {
    const [, ...lines] = gunzipSync(await customer.storedBytes(key))
      .toString("utf8")
      .trimEnd()
      .split("\n");
    for (const line of lines) ids.push(String(JSON.parse(line).eventId));
  }
  return ids.sort();
}

/** Which bytes stand in which file of a run: equal for two runs that delivered the same. */
export async function deliveredBytes(customer: TestCustomer, requestId: number): Promise<string[]> {
  const objects = await customer.objects(requestId);
  return Promise.all(
    objects.map(async ({ key, eventName, databaseId, fileIndex, sha256 }) => {
      const stored = createHash("sha256")
        .update(await customer.storedBytes(key))
        .digest("hex");
      expect(stored, key).toBe(sha256);
      return `${eventName} ${databaseId} ${fileIndex} ${stored}`;
    }),
  );
}

/** A Done run's proof: everything that its manifest names is in the bucket, and nothing else of the run. */
export async function expectProvenDelivery(customer: TestCustomer, requestId: number, records: number): Promise<void> {
  const run = await customer.latestRun(requestId);
  expect(run, JSON.stringify(run.error)).toMatchObject({ status: "Done", error: null, totals: { records } });
  const manifest = manifestSchema.parse(JSON.parse((await customer.storedBytes(run.manifestKey ?? "")).toString()));
  expect(manifest).toMatchObject({ expectedRecords: records, totals: run.totals });
  const stored = (await customer.storedKeys()).filter((key) => key.includes(`${requestId}-`));
  expect(stored).toEqual([...manifest.objects.map(({ key }) => key), run.manifestKey].sort());
}
