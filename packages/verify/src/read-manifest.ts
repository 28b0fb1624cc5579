import { accountKeyText } from "@sluice/naming";
import { type Manifest, manifestSchema } from "@sluice/types";
import type { DeliverySource } from "./delivery-source.ts";
import type { Fault } from "./faults.ts";
import { joinedBytes } from "./joined-bytes.ts";

/** Epoch seconds have at most ten digits until the year 2286; digits before those are the prefix's. */
const manifestName = /(\d{1,10})-(\d{1,10})\.manifest\.json$/;

/** A manifest and where it lies, which may be another prefix than the run wrote to, as after a download. */
export interface FoundManifest {
  readonly key: string;
  /** What its key and the keys of its objects begin with, here. */
  readonly prefix: string;
  readonly manifest: Manifest;
}

export interface ManifestName {
  readonly prefix: string;
  readonly requestId: number;
  readonly runTimestamp: number;
}

/** A manifest's key in its parts; null for any other key. */
export function manifestNameOf(key: string): ManifestName | null {
  const match = manifestName.exec(key);
  if (!match) return null;
  return { prefix: key.slice(0, match.index), requestId: Number(match[1]), runTimestamp: Number(match[2]) };
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** The manifest, or the fault of not being one. */
export async function readManifest(source: DeliverySource, key: string): Promise<FoundManifest | Fault> {
  const bytes = await source.read(key);
  if (bytes === null) return { code: "manifest.unreadable", key, message: "the manifest is missing" };
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  const parsed = manifestSchema.safeParse(jsonIn(utf8.decode(joinedBytes(pieces))));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.length ? `${issue.path.join(".")}: ` : "";
    return {
      code: "manifest.unreadable",
      key,
      message: `the manifest is not what one looks like: ${where}${issue?.message}`,
    };
  }
  return { key, prefix: manifestNameOf(key)?.prefix ?? "", manifest: parsed.data };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where an object of the run lies here; null when its key is not one of this run. */
export function keyHere({ prefix, manifest }: FoundManifest, statedKey: string): string | null {
  const start = statedKey.indexOf(runPrefix(manifest));
  return start < 0 ? null : prefix + statedKey.slice(start);
}

/** Where a manifest that `previous` names may lie here: beside this one, or where the export went to before it was edited. */
export function manifestKeysHere({ prefix }: FoundManifest, statedKey: string): string[] {
  const beside = prefix + (manifestName.exec(statedKey)?.[0] ?? statedKey);
  return beside === statedKey ? [beside] : [beside, statedKey];
}

/** What the names of a run's objects begin with. */
export function runPrefix({ type, project, requestId, runTimestamp }: Manifest): string {
  const account = type === "allProfiles" ? `${accountKeyText(project)}-` : "";
  return `${account}${requestId}-${runTimestamp}-`;
}
