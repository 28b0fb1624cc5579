import { parseObjectKey } from "@sluice/naming";
import { type DeliveredObject, formatOptionsSchemas, type Manifest, profileOptionsSchemas } from "@sluice/types";
import type { Fault, FaultCode } from "./faults.ts";
import { type FoundManifest, manifestNameOf, runPrefix } from "./read-manifest.ts";

/** What a manifest must say of itself, whatever the objects are. */
export function checkManifest({ key, manifest }: FoundManifest): Fault[] {
  const fault = (code: FaultCode, message: string): Fault => ({ code, key, message });
  return [
    ...nameFaults(key, manifest).map((message) => fault("manifest.misnamed", message)),
    ...windowFaults(manifest).map((message) => fault("manifest.window", message)),
    ...totalFaults(manifest).map((message) => fault("manifest.totals", message)),
    ...expectedFaults(manifest).map((message) => fault("manifest.expected_records", message)),
    ...eventFaults(manifest).map((message) => fault("manifest.events", message)),
    ...objectFaults(manifest).map((message) => fault("manifest.objects", message)),
  ];
}

function nameFaults(key: string, { requestId, runTimestamp }: Manifest): string[] {
  const name = manifestNameOf(key);
  if (name?.requestId === requestId && name.runTimestamp === runTimestamp) return [];
  return [`the manifest is of run ${requestId}-${runTimestamp}, which its name does not say`];
}

function windowFaults({ window, objects, skipped }: Manifest): string[] {
  const from = Date.parse(window.from);
  const to = Date.parse(window.to);
  if (from >= to) return [`the window begins at ${window.from} and ends at ${window.to}`];
  const outside = objects
    .filter(({ minTs, maxTs }) => window.axis === "ts" && (Date.parse(minTs) < from || Date.parse(maxTs) >= to))
    .map(({ key, minTs, maxTs }) => `${key} has records from ${minTs} to ${maxTs}, outside the window`);
  return [...outside, ...skippedFaults(skipped, window.from)];
}

/** What was skipped must reach the run's window, one after the other. */
function skippedFaults(skipped: Manifest["skipped"], windowFrom: string): string[] {
  return skipped.flatMap(({ from, to }, index) => {
    if (Date.parse(from) >= Date.parse(to)) return [`a skipped window begins at ${from} and ends at ${to}`];
    const next = skipped[index + 1]?.from ?? windowFrom;
    return Date.parse(to) === Date.parse(next)
      ? []
      : [`a skipped window ends at ${to}, but the next window begins at ${next}`];
  });
}

function totalFaults({ totals, objects }: Manifest): string[] {
  const sums = { records: sum(objects, "records"), objects: objects.length, bytes: sum(objects, "bytes") };
  return (["records", "objects", "bytes"] as const)
    .filter((figure) => totals[figure] !== sums[figure])
    .map((figure) => `the totals say ${totals[figure]} ${figure}, the objects add up to ${sums[figure]}`);
}

function expectedFaults({ expectedRecords, totals }: Manifest): string[] {
  if (expectedRecords === totals.records) return [];
  return [`the source had ${expectedRecords} records, ${totals.records} were delivered`];
}

function eventFaults({ type, events, objects }: Manifest): string[] {
  const byEvent = Map.groupBy(objects, ({ eventName }) => eventName);
  const differing = events.flatMap(({ name, records, objects: count }) => {
    const own = byEvent.get(name) ?? [];
    if (own.length === count && sum(own, "records") === records) return [];
    return [
      `${labelOf(name)} has ${records} records in ${count} objects, its objects add up to ${sum(own, "records")} in ${own.length}`,
    ];
  });
  const named = new Set(events.map(({ name }) => name));
  const unnamed = [...byEvent.keys()].filter((name) => !named.has(name));
  const twice = named.size === events.length ? [] : ["an event is in the list twice"];
  const strange = [...byEvent.keys(), ...named].some((name) => (name === null) !== (type === "allProfiles"));
  return [
    ...differing,
    ...twice,
    ...(strange
      ? [type === "allProfiles" ? "there are events in a run of profiles" : "there is an event without a name"]
      : []),
    ...unnamed.map((name) => `there are objects of ${labelOf(name)}, but it is not among the events`),
  ];
}

function labelOf(eventName: string | null): string {
  return eventName === null ? "the profiles" : JSON.stringify(eventName);
}

function objectFaults(manifest: Manifest): string[] {
  const { type, objects, format, options } = manifest;
  const faults: string[] = [];
  const keys = new Set<string>();
  const places = new Set<string>();
  const prefixes = new Set<string>();
  for (const object of objects) {
    const { key, eventName, databaseId, fileIndex } = object;
    const place = JSON.stringify([eventName, databaseId, fileIndex]);
    if (keys.has(key)) faults.push(`${key} is in the list twice`);
    else if (places.has(place)) faults.push(`${key} has the event, database and file index of another object`);
    keys.add(key);
    places.add(place);
    prefixes.add(key.slice(0, Math.max(0, key.indexOf(runPrefix(manifest)))));
    const misnamed = misnaming(object, manifest);
    if (misnamed) faults.push(`${key} ${misnamed}`);
  }
  if (prefixes.size > 1) faults.push(`the objects are under ${prefixes.size} different prefixes`);
  const optionSchemas = type === "allProfiles" ? profileOptionsSchemas : formatOptionsSchemas;
  if (!optionSchemas[format].safeParse(options).success) faults.push(`the options are not those of ${format}`);
  return faults;
}

function misnaming(object: DeliveredObject, manifest: Manifest): string | null {
  const start = object.key.indexOf(runPrefix(manifest));
  const name = start < 0 ? null : parseObjectKey(object.key.slice(start));
  const kind = manifest.type === "allProfiles" ? "profiles" : "event";
  // An account id may hold anything, so a name with numbers too many reads as one of another run.
  if (name?.kind !== kind || name.requestId !== manifest.requestId || name.runTimestamp !== manifest.runTimestamp) {
    return "is no name of an object of this run";
  }
  if (name.fileIndex !== object.fileIndex) return `is not named after file index ${object.fileIndex}`;
  if (name.databaseId !== object.databaseId) return `is not named after database ${object.databaseId}`;
  if (name.format !== manifest.format) return `is not named after the format ${manifest.format}`;
  return null;
}

function sum(objects: readonly DeliveredObject[], figure: "records" | "bytes"): number {
  return objects.reduce((total, object) => total + object[figure], 0);
}
