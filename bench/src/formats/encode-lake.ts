import { minCutBytes, planRun } from "@sluice/chunking";
import type { EncodeSegments } from "@sluice/encoder-worker";
import { openLake } from "@sluice/event-source-lake";
import { defaultSegmentLimits, formatOptionsSchema } from "@sluice/types";
import type { Made } from "../run/measurement.ts";
import { openEncoder } from "./open-encoder.ts";
import type { Variant } from "./variants.ts";

export interface LakeToEncode {
  /** The lake's folder. */
  readonly lake: string;
  readonly project: string;
  readonly variant: Variant;
}

export interface LakeEncoder extends AsyncDisposable {
  /** Encodes everything of a project and throws the objects away. */
  encode(project: string): Promise<Made>;
  /** The same, by all threads. */
  warmUp(project: string): Promise<void>;
}

/** Encodes as an encoder app does, from the plan of a run to finished objects; only nobody asks for it, and nothing is stored. */
export async function lakeEncoder({ lake, variant }: Omit<LakeToEncode, "project">): Promise<LakeEncoder> {
  const options = formatOptionsSchema.parse(variant.options);
  await using opened = new AsyncDisposableStack();
  const source = opened.use(await openLake({ directory: lake }));
  const { encodeSegments, jobsAtOnce } = opened.use(await openEncoder(variant.format, lake));
  const all = opened.move();
  const encode: LakeEncoder["encode"] = async (project) => {
    const query = {
      project,
      window: { axis: "ts", fromMs: 0, toMs: Number.MAX_SAFE_INTEGER },
      eventNames: null,
      capturedBeforeMs: Number.MAX_SAFE_INTEGER,
    } as const;
    const { events, jobs } = await planRun(source.plan(query, defaultSegmentLimits), {
      // As workflow-service packs them.
      job: { maxSegments: 64, maxRecords: 100_000, maxSourceBytes: minCutBytes },
      keyTexts: (names) => new Map(names.map((name) => [name, name])),
    });
    const made = { records: 0, bytes: 0, pieces: 0 };
    const waiting = jobs.values();
    const work = async (): Promise<void> => {
      for (const { segments } of waiting) {
        const withEvents = segments.flatMap((segment) => {
          const event = events[segment.eventIndex];
          return event ? [{ segment, event }] : [];
        });
        await encodeSegments({ projectId: project, timeZone: "UTC", options, segments: withEvents }, discarding(made));
      }
    };
    await Promise.all(Array.from({ length: jobsAtOnce }, work));
    return made;
  };
  return {
    encode,
    async warmUp(project) {
      await Promise.all(Array.from({ length: jobsAtOnce }, () => encode(project)));
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** Counts objects instead of storing them. */
function discarding(made: { -readonly [Key in keyof Made]: number }): Parameters<EncodeSegments>[1] {
  return {
    mayRead: async () => {},
    onRecords: () => {},
    signal: new AbortController().signal,
    async store(_segment, { records, byteLength }) {
      made.records += records;
      made.bytes += byteLength;
      made.pieces++;
    },
  };
}
