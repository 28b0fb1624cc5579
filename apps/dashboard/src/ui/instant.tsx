import { useProject } from "../shell/project-context.ts";
import { dateTime, offset, relative } from "./figures.ts";
import styles from "./instant.module.css";
import { useNow } from "./now.ts";

interface InstantProps {
  /** RFC 3339. */
  readonly at: string;
  readonly withSeconds?: boolean;
  /** Without it where a column's head says it. */
  readonly withOffset?: boolean;
}

/** A time in the project's zone with its offset; in UTC for whoever points at it. */
export function Instant({ at, withSeconds = false, withOffset = true }: InstantProps) {
  const { timeZone } = useProject();
  return (
    <time className={styles.instant} dateTime={at} title={`${dateTime(at, "UTC", true)} UTC`}>
      {dateTime(at, timeZone, withSeconds)}
      {withOffset && <span className={styles.offset}> {offset(at, timeZone)}</span>}
    </time>
  );
}

/** How long ago or how soon; the time itself for whoever points at it. */
export function RelativeInstant({ at }: Pick<InstantProps, "at">) {
  const { timeZone } = useProject();
  const now = useNow();
  const title = `${dateTime(at, timeZone, true)} ${offset(at, timeZone)} · ${dateTime(at, "UTC", true)} UTC`;
  return (
    <time className={styles.instant} dateTime={at} title={title}>
      {relative(at, now)}
    </time>
  );
}
