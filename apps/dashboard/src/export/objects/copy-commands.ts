import type { Connection } from "../../api/schema.d.ts";
import { literalPattern, shellQuote } from "../../ui/shell-quote.ts";

/** Where a run's objects are. */
export type Place = Pick<Connection, "bucket" | "region" | "endpoint">;

/** The `aws` command that copies one object into the folder one is in. */
export function copyObjectCommand(place: Place, key: string): string {
  return `aws s3 cp ${shellQuote(`s3://${place.bucket}/${key}`)} .${storeOptions(place)}`;
}

export interface RunNames {
  /** Of the keys: their folder, with its slash at the end; empty where they have none. */
  readonly folder: string;
  /** What the name of each object within the folder begins with: `1795847544-1795847544`. */
  readonly stem: string;
  /** Of the manifest within the folder; null before there is one. */
  readonly manifest: string | null;
}

/** What the keys of a run have in common; null when none is known. */
export function namesOfRun(
  run: { readonly requestId: number; readonly runTimestamp: number; readonly manifestKey: string | null },
  keys: readonly string[],
): RunNames | null {
  const [key] = keys;
  if (key === undefined) return null;
  const folder = key.slice(0, key.lastIndexOf("/") + 1);
  const name = key.slice(folder.length);
  const id = `${run.requestId}-${run.runTimestamp}`;
  const at = name.indexOf(`${id}-`);
  if (at === -1) return null;
  const { manifestKey } = run;
  return { folder, stem: name.slice(0, at + id.length), manifest: manifestKey?.slice(folder.length) ?? null };
}

/** What the names of these objects, within their folder, have in common at their beginning. */
export function commonStem(keys: readonly string[]): string {
  const [first = "", ...others] = keys.map((key) => key.slice(key.lastIndexOf("/") + 1));
  return others.reduce((stem, name) => {
    let length = 0;
    while (length < stem.length && stem[length] === name[length]) length += 1;
    return stem.slice(0, length);
  }, first);
}

/** The `aws` command that copies all objects of a run, and its manifest, into the folder one is in. */
export function copyRunCommand(place: Place, { folder, stem, manifest }: RunNames): string {
  const patterns = [`${literalPattern(stem)}-*`, ...(manifest === null ? [] : [literalPattern(manifest)])];
  const includes = patterns.map((pattern) => ` --include ${shellQuote(pattern)}`).join("");
  const source = shellQuote(`s3://${place.bucket}/${folder}`);
  return `aws s3 cp ${source} . --recursive --exclude '*'${includes}${storeOptions(place)}`;
}

function storeOptions({ region, endpoint }: Place): string {
  const at = endpoint === null ? "" : ` --endpoint-url ${shellQuote(endpoint)}`;
  return ` --region ${shellQuote(region)}${at}`;
}
