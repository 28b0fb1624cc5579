import { asc, desc } from "drizzle-orm";
import { z } from "zod";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { isRun, type RunKey } from "./run-key.ts";
import { runTimeline } from "./schema/tables.ts";

const timelineKindSchema = z.enum([
  "opened",
  "started",
  "planned",
  "waiting",
  "firstObject",
  "done",
  "failed",
  "stopped",
  "retried",
]);
export type TimelineKind = z.infer<typeof timelineKindSchema>;

export interface TimelineEntry {
  readonly at: Date;
  readonly kind: TimelineKind;
  readonly detail: string | null;
}

export async function note(db: Queries, run: RunKey, kind: TimelineKind, detail: string | null = null): Promise<void> {
  await db.insert(runTimeline).values({ ...run, kind, detail });
}

/** What happened to a run last. */
export async function lastNote(
  db: Queries,
  run: RunKey,
): Promise<Pick<typeof runTimeline.$inferSelect, "kind" | "detail"> | undefined> {
  const [last] = await db
    .select({ kind: runTimeline.kind, detail: runTimeline.detail })
    .from(runTimeline)
    .where(isRun(runTimeline, run))
    .orderBy(desc(runTimeline.id))
    .limit(1);
  return last;
}

/** What happened to a run, oldest first. */
export async function getTimeline({ db }: ConfigDb, run: RunKey): Promise<TimelineEntry[]> {
  const rows = await db
    .select({ at: runTimeline.at, kind: runTimeline.kind, detail: runTimeline.detail })
    .from(runTimeline)
    .where(isRun(runTimeline, run))
    .orderBy(asc(runTimeline.id))
    .limit(1_000);
  return rows.map((row) => ({ ...row, kind: timelineKindSchema.parse(row.kind) }));
}
