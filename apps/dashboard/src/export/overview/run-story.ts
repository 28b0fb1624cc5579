import type { RunDetails } from "../../api/schema.d.ts";

export interface StoryStep {
  readonly at: string;
  readonly title: string;
  /** What it waits for, what is planned, what was stored. */
  readonly detail: string | null;
  readonly tone: "plain" | "good" | "bad" | "waiting";
  /** Since the step before; null for the first. */
  readonly tookMs: number | null;
}

type Told = Pick<RunDetails, "timeline" | "status" | "waiting">;

/** What happened to a run, step by step, with how long each took to come. */
export function storyOf({ timeline }: Told): readonly StoryStep[] {
  return timeline.map(({ at, kind, detail, text }, index) => {
    const before = timeline[index - 1];
    const known = stepKinds.get(kind);
    return {
      at,
      title: known?.title ?? text,
      detail: known ? detail : null,
      tone: known?.tone ?? "plain",
      tookMs: before ? Date.parse(at) - Date.parse(before.at) : null,
    };
  });
}

/** How long a run has been at it, from when it was taken up to its end or to now; null before it is taken up. */
export function runTookMs(
  { startedAt, endedAt }: Pick<RunDetails, "startedAt" | "endedAt">,
  nowMs: number,
): number | null {
  if (startedAt === null) return null;
  return Math.max(0, (endedAt === null ? nowMs : Date.parse(endedAt)) - Date.parse(startedAt));
}

const stepKinds: ReadonlyMap<string, Pick<StoryStep, "title" | "tone">> = new Map([
  ["opened", { title: "Opened", tone: "plain" }],
  ["started", { title: "Started", tone: "plain" }],
  ["planned", { title: "Planned", tone: "plain" }],
  ["waiting", { title: "Waits", tone: "waiting" }],
  ["firstObject", { title: "First object stored", tone: "plain" }],
  ["done", { title: "Done", tone: "good" }],
  ["failed", { title: "Failed", tone: "bad" }],
  ["stopped", { title: "Stopped", tone: "waiting" }],
  ["retried", { title: "Tried again", tone: "plain" }],
]);
