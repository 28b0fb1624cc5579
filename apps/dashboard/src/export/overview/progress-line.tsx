import { runPace } from "../../activity-log/run-pace.ts";
import { useLiveProgress } from "../../api/live.ts";
import type { RunDetails } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { overviewTexts } from "../../texts/export-overview.ts";
import { count, counted, duration, percent } from "../../ui/figures.ts";
import { Progress } from "../../ui/progress.tsx";
import styles from "./run-story.module.css";

const texts = overviewTexts.run;

interface ProgressLineProps {
  readonly run: RunDetails;
  /** Whether the live stream, which tells of the latest run, is of this one. */
  readonly isLatest: boolean;
  readonly nowMs: number;
}

/** How far a run under way has come, how fast it goes, and what it waits for. */
export function ProgressLine({ run, isLatest, nowMs }: ProgressLineProps) {
  const { id } = useProject();
  const told = useLiveProgress(id, run.requestId);
  if (run.status !== "Running" && run.status !== "Pending") return null;
  const live = isLatest ? told : undefined;
  const { share, recordsPerSecond, secondsLeft } = runPace(run, live, nowMs);
  const records = Math.max(live?.records ?? 0, run.totals.records);
  const waiting = live?.waitingFor ?? run.waiting;
  return (
    <div className={styles.progress}>
      <Progress
        label={
          run.expectedRecords === null
            ? texts.notPlanned
            : texts.progress(count(records), counted(run.expectedRecords, "record"))
        }
        share={share}
        figures={share === null ? null : percent(share)}
      />
      <p className={styles.rate} role="status">
        {waiting !== null ? sentence(waiting) : paceInWords(recordsPerSecond, secondsLeft)}
      </p>
    </div>
  );
}

function paceInWords(recordsPerSecond: number | null, secondsLeft: number | null): string {
  if (recordsPerSecond === null) return "";
  const left = secondsLeft === null ? "" : texts.left(duration(secondsLeft * 1_000));
  return `${texts.rate(count(Math.round(recordsPerSecond)))}${left}`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
