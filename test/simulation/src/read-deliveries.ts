import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Manifest, manifestSchema } from "@sluice/types";
import type { StoredManifest } from "./check-promise.ts";

interface KnownObject {
  readonly mtimeMs: number;
  readonly sha256: string;
  readonly text: string;
}

const manifestName = /^(\d+)-(\d+)\.manifest\.json$/;

/** Reads what is in some buckets of a folder, again and again, and remembers what it has read. */
export class DeliveryReader {
  /** Objects whose bytes became others, which no retry may do. */
  readonly changed: string[] = [];
  readonly #known = new Map<string, KnownObject>();
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async manifests(buckets: readonly string[], requestId: number): Promise<StoredManifest[]> {
    const found: StoredManifest[] = [];
    for (const bucket of buckets) {
      // An object that no manifest names may be written again as well, so all are looked at.
      for (const name of (await readdir(join(this.#folder, bucket))).sort()) {
        const object = await this.#read(bucket, name);
        if (object === null || Number(manifestName.exec(name)?.[1]) !== requestId) continue;
        const manifest = manifestSchema.parse(JSON.parse(object.text));
        found.push({ bucket, key: name, prefix: "", manifest, ...(await this.#contentOf(bucket, manifest)) });
      }
    }
    return found;
  }

  async #contentOf(bucket: string, { objects }: Manifest): Promise<Pick<StoredManifest, "ids" | "damage">> {
    const ids: string[] = [];
    const damage: string[] = [];
    for (const { key, sha256, records } of objects) {
      const object = await this.#read(bucket, key);
      const own = object?.text.match(/\bid-\d+\b/g) ?? [];
      if (object === null) damage.push(`${key} is named in a manifest but is not in ${bucket}`);
      else if (object.sha256 !== sha256) damage.push(`${key} has other bytes than its manifest says`);
      if (object !== null && own.length !== records) damage.push(`${key} has ${own.length} records, not ${records}`);
      ids.push(...own);
    }
    return { ids, damage };
  }

  /** Null where there is none, or where it is a folder. */
  async #read(bucket: string, key: string): Promise<KnownObject | null> {
    const path = join(this.#folder, bucket, key);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) return null;
    const known = this.#known.get(path);
    if (known?.mtimeMs === found.mtimeMs) return known;
    const bytes = await readFile(path);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    if (known && known.sha256 !== sha256) this.changed.push(`${key} was written again with other bytes`);
    const text = (key.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    const object = { mtimeMs: found.mtimeMs, sha256, text };
    this.#known.set(path, object);
    return object;
  }
}
