import type { Export } from "../api/schema.d.ts";
import { logTexts } from "../texts/activity-log.ts";
import { duration } from "../ui/figures.ts";

/** What belongs beside an export's status: what it waits for, what went wrong, how long it took. */
export function howItGoes({ status, lastRun, frequency, stopped }: Export): string {
  const texts = logTexts.detail;
  const isAlive = lastRun !== null && (lastRun.status === "Pending" || lastRun.status === "Running");
  if (isAlive && lastRun.waiting !== null) return lastRun.waiting;
  switch (status) {
    case "Pending":
      if (frequency === "oneTime" || isAlive) return texts.toStart;
      return lastRun === null ? texts.firstRun : texts.nextRun;
    case "Running":
      return lastRun?.expectedRecords === 0 ? texts.nothing : texts.planning;
    case "Failed":
      return lastRun?.error?.message ?? "";
    case "Stopped":
      return stopped?.reason?.message ?? texts.stopped;
    case "Done":
      return lastRun?.startedAt && lastRun.endedAt
        ? texts.took(duration(Date.parse(lastRun.endedAt) - Date.parse(lastRun.startedAt)))
        : "";
  }
}
