import {
  type DeliveredObject,
  type EpochMs,
  type EventSchema,
  type ExportType,
  type Format,
  type FormatOptions,
  type KeyTypes,
  type Manifest,
  type PlannedEvent,
  statedOptions,
  type Window,
} from "@sluice/types";

/** What a manifest says of its run, apart from the objects. */
export interface ManifestRun {
  readonly project: string;
  readonly requestId: number;
  readonly runTimestamp: number;
  readonly type: ExportType;
  readonly format: Format;
  readonly options: FormatOptions;
  readonly window: Window;
  readonly snapshotMs: EpochMs;
  readonly events: readonly PlannedEvent[];
  readonly expectedRecords: number;
  /** Key of the preceding run's manifest. */
  readonly previous: string | null;
  /** Windows since `previous` that were left out on purpose, in order. */
  readonly skipped: readonly { readonly fromMs: EpochMs; readonly toMs: EpochMs }[];
  /** Name and version of what wrote the objects. */
  readonly software: string;
}

/** The proof of what a run delivered, from its plan and its objects in file order. */
export function buildManifest(run: ManifestRun, objects: readonly DeliveredObject[]): Manifest {
  const objectCounts = new Map<string | null, number>();
  for (const { eventName } of objects) objectCounts.set(eventName, (objectCounts.get(eventName) ?? 0) + 1);
  return {
    version: 1,
    project: run.project,
    requestId: run.requestId,
    runTimestamp: run.runTimestamp,
    type: run.type,
    format: run.format,
    options: statedOptions(run.type, run.format, run.options),
    window: { axis: run.window.axis, from: instant(run.window.fromMs), to: instant(run.window.toMs) },
    snapshot: instant(run.snapshotMs),
    events: run.events.map(({ eventName, records, schema }) => ({
      name: eventName,
      records,
      objects: objectCounts.get(eventName) ?? 0,
      schema: eventName === null ? ownKeys(schema.profile) : sectionedKeys(schema),
    })),
    objects: [...objects],
    totals: {
      records: objects.reduce((sum, object) => sum + object.records, 0),
      objects: objects.length,
      bytes: objects.reduce((sum, object) => sum + object.bytes, 0),
    },
    expectedRecords: run.expectedRecords,
    previous: run.previous,
    skipped: run.skipped.map(({ fromMs, toMs }) => ({ from: instant(fromMs), to: instant(toMs) })),
    software: run.software,
  };
}

/** The manifest's bytes: JSON with a line for each event and each object, so that people can read it too. */
export function manifestText(manifest: Manifest): string {
  const lines = Object.entries(manifest).map(([name, value]) => {
    const text = Array.isArray(value) && value.length > 0 ? listText(value) : JSON.stringify(value);
    return `  ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${lines.join(",\n")}\n}\n`;
}

function listText(list: readonly unknown[]): string {
  return `[\n${list.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n  ]`;
}

const sections = [
  "profile",
  "deviceInfo",
  "eventProps",
  "sessionProps",
] as const satisfies readonly (keyof EventSchema)[];

function sectionedKeys(schema: EventSchema): KeyTypes[] {
  return sections.flatMap((section) =>
    schema[section].map(({ key, types }) => ({ key: `${section}.${key}`, types: [...types] })),
  );
}

/** Profiles are flat: their keys stand by themselves. */
function ownKeys(profile: EventSchema["profile"]): KeyTypes[] {
  return profile.map(({ key, types }) => ({ key, types: [...types] }));
}

function instant(ms: EpochMs): string {
  return new Date(ms).toISOString();
}
