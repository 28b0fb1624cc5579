import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import { hasOpenWindow } from "./has-open-window.ts";
import type { ConfigDb } from "./open-config-store.ts";
import { exports_, runJobs, runs } from "./schema/tables.ts";

/** One segment's token of each plan: all segments of a plan were planned at once. */
export interface NeededPlans {
  /** Of runs that have not ended, and of those that may be tried again. */
  readonly all: readonly string[];
  /** Of runs that have not ended, and of those that are tried again before their export goes on. */
  readonly unfinished: readonly string[];
  /** Whether a plan is being made, so that nobody knows yet what it names. */
  readonly isPlanning: boolean;
}

const segmentsSchema = z.tuple([z.object({ token: z.string() })]).rest(z.unknown());
const living = ["Pending", "Running"];

/** Which of a project's plans somebody may still read. */
export async function neededPlans({ db }: ConfigDb, projectId: string): Promise<NeededPlans> {
  // Asked first: whoever plans at this moment is among the planned ones later, or has ended.
  const [planning] = await db
    .select({ runTimestamp: runs.runTimestamp })
    .from(runs)
    .innerJoin(exports_, eq(exports_.requestId, runs.requestId))
    .where(and(eq(exports_.projectId, projectId), eq(runs.status, "Running"), isNull(runs.snapshotMs)))
    .limit(1);
  const rows = await db
    .select({
      segments: runJobs.segments,
      isUnfinished: sql`${or(inArray(runs.status, living), hasOpenWindow(db))}`.mapWith(Boolean),
    })
    .from(runJobs)
    .innerJoin(runs, and(eq(runs.requestId, runJobs.requestId), eq(runs.runTimestamp, runJobs.runTimestamp)))
    .innerJoin(exports_, eq(exports_.requestId, runs.requestId))
    .where(
      and(
        eq(exports_.projectId, projectId),
        eq(runJobs.jobIndex, 0),
        eq(runs.kept, "all"),
        inArray(runs.status, [...living, "Failed", "Stopped"]),
      ),
    );
  const tokenOf = ({ segments }: (typeof rows)[number]) => segmentsSchema.parse(segments)[0].token;
  return {
    all: rows.map(tokenOf),
    unfinished: rows.filter(({ isUnfinished }) => isUnfinished).map(tokenOf),
    isPlanning: planning !== undefined,
  };
}
