import type { EventSource } from "@sluice/event-source";
import type { EpochMs } from "@sluice/types";

/** Days on the clocks of a time zone. */
export interface LastDays {
  /** `yyyy-mm-dd`, oldest first; the last one is today. */
  readonly days: readonly string[];
  /** Where each begins, and where the last one ends. */
  readonly boundariesMs: readonly EpochMs[];
}

export function lastDays(count: number, nowMs: EpochMs, timeZone: string): LastDays {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const days = Array.from({ length: count + 1 }, (_, index) => today.add({ days: index + 1 - count }));
  return {
    days: days.slice(0, count).map(String),
    // A day may begin at one o'clock, where clocks are set forward at midnight.
    boundariesMs: days.map((day) => day.toZonedDateTime(timeZone).epochMilliseconds),
  };
}

/** Each event's records between each two of the instants. */
type Volumes = ReadonlyMap<string, readonly number[]>;

const freshMs = 60_000;
const maxKept = 50;

/** Counts at most once a minute for each project and its days, however many ask. */
export function volumeCache(
  source: Pick<EventSource, "eventVolumes">,
  now: () => EpochMs,
): (project: string, boundariesMs: readonly EpochMs[]) => Promise<Volumes> {
  const kept = new Map<string, { readonly atMs: EpochMs; readonly volumes: Promise<Volumes> }>();
  return (project, boundariesMs) => {
    const key = JSON.stringify([project, boundariesMs]);
    const known = kept.get(key);
    if (known && now() - known.atMs < freshMs) return known.volumes;
    const volumes = source
      .eventVolumes(project, boundariesMs)
      .then((all) => new Map(all.map(({ eventName, records }) => [eventName, records])));
    kept.delete(key);
    kept.set(key, { atMs: now(), volumes });
    // A failure is not kept.
    volumes.catch(() => kept.get(key)?.volumes === volumes && kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    return volumes;
  };
}
