import { createReadStream, createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { TestCustomer, TestStack } from "@sluice/test-kit";

/** Writes what an export compressed into one file; false where nothing was gzipped. */
export async function writePlainBytes(
  stack: TestStack,
  customer: TestCustomer,
  requestId: number,
  path: string,
): Promise<boolean> {
  const keys = (await customer.objects(requestId)).map(({ key }) => key).filter((key) => key.endsWith(".gz"));
  if (keys.length === 0) return false;
  await writeFile(path, "");
  for (const key of keys) {
    const stored = join(stack.bucketsFolder, customer.bucket.target.bucket, key);
    await pipeline(createReadStream(stored), createGunzip(), createWriteStream(path, { flags: "a" }));
  }
  return true;
}
