import { useLiveProgress } from "../api/live.ts";
import type { Run } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { logTexts } from "../texts/activity-log.ts";
import { count, duration, percent } from "../ui/figures.ts";
import { useNow } from "../ui/now.ts";
import { runPace } from "./run-pace.ts";
import styles from "./running-progress.module.css";

interface RunningProgressProps {
  readonly run: Run;
  /** The export's, for those who listen. */
  readonly name: string;
}

/** How far a run is, how fast it goes and how long it may take. */
export function RunningProgress({ run, name }: RunningProgressProps) {
  const texts = logTexts.detail;
  const { id } = useProject();
  const now = useNow();
  const live = useLiveProgress(id, run.requestId);
  if (live?.waitingFor) return <div className={styles.text}>{live.waitingFor}</div>;
  const { share, recordsPerSecond, secondsLeft } = runPace(run, live, now);
  const parts = [
    share === null ? null : percent(share),
    recordsPerSecond === null ? null : texts.rate(count(Math.round(recordsPerSecond))),
    secondsLeft === null ? null : texts.left(duration(secondsLeft * 1_000)),
  ].filter((part) => part !== null);
  const text = parts.join(" · ");
  const whole = run.expectedRecords === null ? text : `${texts.expected(count(run.expectedRecords))} · ${text}`;
  return (
    <div className={styles.progress}>
      <progress className={styles.bar} max={1} value={share ?? undefined} aria-label={texts.progress(name)} />
      <div className={styles.text} title={whole}>
        {text}
      </div>
    </div>
  );
}
