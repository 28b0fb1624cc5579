import type { Lane } from "./lanes.ts";

/** What an encoder remembers of the lanes that it takes jobs from. */
export interface Served {
  /** Jobs of a lane that it has taken and not finished. */
  readonly atWork: (lane: Lane) => number;
  readonly projectAtWork: (projectId: string) => number;
  /** Grows with every job taken; 0 for a lane or project that it never took one from. */
  readonly lastTurn: (lane: Lane) => number;
  readonly projectLastTurn: (projectId: string) => number;
  /** Whether an upload to its bucket stood still lately. */
  readonly stoodStill: (lane: Lane) => boolean;
}

/**
 * In which order lanes have their turn: first projects are equals, then a project's connections. Whoever has least at
 * work comes first, then who has waited longest; a bucket that stood still comes after all that did not.
 */
export function fairOrder(lanes: readonly Lane[], served: Served): readonly Lane[] {
  const place = (lane: Lane): readonly number[] => [
    served.stoodStill(lane) ? 1 : 0,
    served.projectAtWork(lane.projectId),
    served.atWork(lane),
    served.projectLastTurn(lane.projectId),
    served.lastTurn(lane),
  ];
  return lanes
    .map((lane) => ({ lane, place: place(lane) }))
    .sort((a, b) => compare(a.place, b.place))
    .map(({ lane }) => lane);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, figure] of a.entries()) {
    const difference = figure - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
