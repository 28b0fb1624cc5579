import type { RunDetails } from "../../api/schema.d.ts";
import { overviewTexts } from "../../texts/export-overview.ts";

const texts = overviewTexts.run.steps;

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
      // What a run waits for is a sentence of its own, and so is what this page does not know.
      title: known?.title ?? text,
      detail: known ? detail : null,
      tone: known?.tone ?? (kind === "waiting" ? "waiting" : "plain"),
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
  ["opened", { title: texts.opened, tone: "plain" }],
  ["started", { title: texts.started, tone: "plain" }],
  ["planned", { title: texts.planned, tone: "plain" }],
  ["firstObject", { title: texts.firstObject, tone: "plain" }],
  ["done", { title: texts.done, tone: "good" }],
  ["failed", { title: texts.failed, tone: "bad" }],
  ["stopped", { title: texts.stopped, tone: "waiting" }],
  ["retried", { title: texts.retried, tone: "plain" }],
]);
