import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { ConfigDb } from "./open-config-store.ts";
import { exports_, runJobs, runs } from "./schema/tables.ts";

const segmentsSchema = z.tuple([z.object({ token: z.string() })]).rest(z.unknown());

/**
 * One segment's token of each plan that somebody may still read: of runs that have not ended, and of those that may be
 * tried again. All segments of a plan were planned at once.
 */
export async function listNeededPlans({ db }: ConfigDb, projectId: string): Promise<string[]> {
  const rows = await db
    .select({ segments: runJobs.segments })
    .from(runJobs)
    .innerJoin(runs, and(eq(runs.requestId, runJobs.requestId), eq(runs.runTimestamp, runJobs.runTimestamp)))
    .innerJoin(exports_, eq(exports_.requestId, runs.requestId))
    .where(
      and(
        eq(exports_.projectId, projectId),
        eq(runJobs.jobIndex, 0),
        eq(runs.kept, "all"),
        inArray(runs.status, ["Pending", "Running", "Failed", "Stopped"]),
      ),
    );
  return rows.map(({ segments }) => segmentsSchema.parse(segments)[0].token);
}
