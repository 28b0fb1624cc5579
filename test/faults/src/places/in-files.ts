import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { TestStack } from "@sluice/test-kit";
import type { Found } from "./find-secrets.ts";

/** What each app has written to standard output and standard error. */
export function inAppLogs({ directory }: TestStack): Promise<Found[]> {
  return inFiles("log", join(directory, "logs"), "*.log");
}

/** What PostgreSQL, NATS, Temporal and S3 have logged. */
export function inServerLogs({ directory }: TestStack): Promise<Found[]> {
  return inFiles("log", directory, "{postgres,nats,temporal,s3}/*.log");
}

/** Every object in every bucket, compressed ones unpacked too. */
export async function inBuckets({ bucketsFolder }: TestStack): Promise<Found[]> {
  const objects = await inFiles("object", bucketsFolder, "**/*");
  const unpacked = objects
    .filter(({ place }) => place.endsWith(".gz"))
    .map(({ place, bytes }) => ({ place: `${place}, unpacked`, bytes: gunzipSync(bytes) }));
  return [...objects, ...unpacked];
}

async function inFiles(kind: string, folder: string, pattern: string): Promise<Found[]> {
  const entries = await Array.fromAsync(glob(pattern, { cwd: folder, withFileTypes: true }));
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(
    paths.map(async (path) => ({ place: `${kind} ${path.slice(folder.length + 1)}`, bytes: await readFile(path) })),
  );
}
