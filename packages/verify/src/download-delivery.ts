import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DeliveredObject } from "@sluice/types";
import type { DeliverySource } from "./delivery-source.ts";
import { badDownload, noManifest, unsafeKey } from "./errors.ts";
import { type FoundManifest, keyHere, readManifest } from "./read-manifest.ts";
import { type DeliveryPlace, manifestKeys, placeText } from "./verify-delivery.ts";

export interface DeliveryToDownload extends DeliveryPlace {
  /** Where the files go, below their keys; made where it is not there. */
  readonly folder: string;
  /** Only runs of this export. */
  readonly requestId?: number | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: {
    readonly key: string;
    readonly bytes: number;
    readonly totalBytes: number;
  }) => void;
}

export interface DownloadReport {
  readonly runs: number;
  readonly objects: number;
  /** Of the objects, those that were there whole before. */
  readonly kept: number;
  readonly bytes: number;
}

/**
 * Fetches runs into a folder, each object checked against its manifest's SHA-256 before it has its name, and the manifest
 * last: where a manifest is, its run is whole. What is there already is not fetched again, so a download that broke off
 * goes on when it is repeated. Throws `verify.unsafe_key` before anything is written, `verify.bad_download` for an object
 * that is missing or other than its manifest says.
 */
export async function downloadDelivery(delivery: DeliveryToDownload): Promise<DownloadReport> {
  const { source, requestId, folder, signal, onProgress } = delivery;
  const keys = await manifestKeys(delivery, requestId);
  if (keys.length === 0) throw noManifest(placeText(delivery));
  const found: FoundManifest[] = [];
  for (const key of keys) found.push(await wholeManifest(source, key));
  const files = found.flatMap((run) => run.manifest.objects.map((object) => ({ key: placeOf(run, object), object })));
  for (const { key } of [...files, ...found]) fileOf(folder, key);
  const totalBytes = files.reduce((sum, { object }) => sum + object.bytes, 0);
  let kept = 0;
  let bytes = 0;
  for (const { key, object } of files) {
    signal.throwIfAborted();
    const file = fileOf(folder, key);
    if (await isWhole(file, object)) kept += 1;
    else await fetchObject(source, key, object, file, (done) => onProgress({ key, bytes: bytes + done, totalBytes }));
    bytes += object.bytes;
    onProgress({ key, bytes, totalBytes });
  }
  for (const { key } of found) await fetchManifest(source, key, fileOf(folder, key));
  return { runs: found.length, objects: files.length, kept, bytes };
}

async function wholeManifest(source: DeliverySource, key: string): Promise<FoundManifest> {
  const found = await readManifest(source, key);
  if ("code" in found) throw badDownload(key, `is no manifest: ${found.message}`);
  return found;
}

function placeOf(run: FoundManifest, { key }: DeliveredObject): string {
  return keyHere(run, key) ?? key;
}

/** Keys may be anything; a file's path must stay below its folder and be read back as the same key. */
function fileOf(folder: string, key: string): string {
  const parts = key.split("/");
  const isUnsafe = parts.some((part) => part === "" || part === "." || part === ".." || /[\0\\]/.test(part));
  if (isUnsafe) throw unsafeKey(key);
  return join(folder, ...parts);
}

async function isWhole(file: string, { bytes, sha256 }: DeliveredObject): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile() || found.size !== bytes) return false;
  const digest = createHash("sha256");
  for await (const piece of createReadStream(file)) digest.update(piece);
  return digest.digest("hex") === sha256;
}

async function fetchObject(
  source: DeliverySource,
  key: string,
  object: DeliveredObject,
  file: string,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const pieces = await source.read(key);
  if (pieces === null) throw badDownload(key, "is missing");
  const digest = createHash("sha256");
  let bytes = 0;
  await written(
    file,
    pieces,
    (piece) => {
      digest.update(piece);
      bytes += piece.length;
      onBytes(bytes);
    },
    () => {
      if (bytes !== object.bytes) throw badDownload(key, `has ${bytes} bytes instead of ${object.bytes}`);
      if (digest.digest("hex") !== object.sha256) throw badDownload(key, "has another SHA-256 than its manifest says");
    },
  );
}

async function fetchManifest(source: DeliverySource, key: string, file: string): Promise<void> {
  const pieces = await source.read(key);
  if (pieces === null) throw badDownload(key, "is missing");
  await written(
    file,
    pieces,
    () => undefined,
    () => undefined,
  );
}

/** A file has its name only when all of it is there and `check` finds nothing wrong. */
async function written(
  file: string,
  pieces: AsyncIterable<Uint8Array>,
  onPiece: (piece: Uint8Array) => void,
  check: () => void,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = join(dirname(file), `.${randomUUID()}.part`);
  try {
    {
      await using handle = await open(unfinished, "wx");
      for await (const piece of pieces) {
        await handle.write(piece);
        onPiece(piece);
      }
      check();
      await handle.sync();
    }
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}
