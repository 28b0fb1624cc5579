import { checkChain } from "./check-chain.ts";
import type { DeliverySource } from "./delivery-source.ts";
import { noManifest } from "./errors.ts";
import type { Fault } from "./faults.ts";
import { joinedSource } from "./joined-source.ts";
import type { Platform } from "./platform.ts";
import { type FoundManifest, manifestKeysHere, manifestNameOf, readManifest } from "./read-manifest.ts";
import { type RunReport, type VerifyOptions, verifyRunOn } from "./verify-run.ts";

/** Where manifests are looked for. */
export interface DeliveryPlace {
  readonly source: DeliverySource;
  /** A manifest's key, or what the keys of some manifests begin with. */
  readonly prefix: string;
}

export interface DeliveryToVerify extends VerifyOptions, DeliveryPlace {
  /** Where else parts of it are, as after an edit to another bucket. */
  readonly others?: readonly DeliveryPlace[];
  /** Only runs of this export. */
  readonly requestId?: number;
  /** Goes back along `previous` to the first run. */
  readonly chain?: boolean;
  readonly onRun?: (report: RunReport) => void;
}

export interface DeliveryReport {
  readonly ok: boolean;
  readonly runs: readonly RunReport[];
  /** Of runs that do not follow one another. */
  readonly chainFaults: readonly Fault[];
}

/** Checks every run whose manifest is there and, of exports with more than one, that the runs follow one another. */
export async function verifyDeliveryOn(platform: Platform, delivery: DeliveryToVerify): Promise<DeliveryReport> {
  const { requestId, chain = false, others = [], onRun } = delivery;
  const places = [delivery, ...others];
  const source = joinedSource(places.map((place) => place.source));
  const keys: string[] = [];
  for (const place of places) {
    const found = await manifestKeys(place, requestId);
    if (found.length === 0) throw noManifest(placeText(place));
    keys.push(...found.filter((key) => !keys.includes(key)));
  }
  if (chain) for (const key of [...keys]) keys.push(...(await earlierKeys(source, key, new Set(keys))));
  keys.sort(byRun);
  const runs: RunReport[] = [];
  const found: FoundManifest[] = [];
  for (const key of keys) {
    const report = await verifyRunOn(platform, source, key, delivery);
    onRun?.(report);
    runs.push(report);
    if (report.manifest) found.push({ key, prefix: manifestNameOf(key)?.prefix ?? "", manifest: report.manifest });
  }
  const exported = Map.groupBy(found, ({ manifest }) => `${manifest.requestId} ${manifest.project}`);
  const chains = [...exported.values()].filter((runs) => chain || runs.length > 1);
  const chainFaults = chains.flatMap((runs) => checkChain(runs, source.place));
  return { ok: runs.every(({ ok }) => ok) && chainFaults.length === 0, runs, chainFaults };
}

/** For people. */
export function placeText({ source, prefix }: DeliveryPlace): string {
  return prefix === "" ? source.place : `${source.place}/${prefix}`;
}

/** The keys of the manifests at a place. */
export async function manifestKeys({ source, prefix }: DeliveryPlace, requestId?: number): Promise<string[]> {
  const isWanted = (key: string): boolean => {
    const name = manifestNameOf(key);
    return name !== null && (requestId === undefined || name.requestId === requestId);
  };
  if (manifestNameOf(prefix)) return isWanted(prefix) ? [prefix] : [];
  const keys: string[] = [];
  for await (const { key } of source.list(prefix)) if (isWanted(key)) keys.push(key);
  return keys;
}

/** Those that can be read; a missing one is the chain's fault. */
async function earlierKeys(source: DeliverySource, key: string, known: Set<string>): Promise<string[]> {
  const earlier: string[] = [];
  let found: FoundManifest | null = await readAny(source, [key]);
  while (found !== null && found.manifest.previous !== null) {
    found = await readAny(source, manifestKeysHere(found, found.manifest.previous));
    if (found === null || known.has(found.key)) break;
    known.add(found.key);
    earlier.push(found.key);
  }
  return earlier;
}

/** The first of these manifests that can be read. */
async function readAny(source: DeliverySource, keys: readonly string[]): Promise<FoundManifest | null> {
  for (const key of keys) {
    const found = await readManifest(source, key);
    if (!("code" in found)) return found;
  }
  return null;
}

function byRun(a: string, b: string): number {
  const [x, y] = [manifestNameOf(a), manifestNameOf(b)];
  if (x?.requestId !== y?.requestId) return (x?.requestId ?? 0) - (y?.requestId ?? 0);
  return (x?.runTimestamp ?? 0) - (y?.runTimestamp ?? 0);
}
