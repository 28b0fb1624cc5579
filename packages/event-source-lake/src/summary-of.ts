import type { LoadFile } from "./lake-layout.ts";
import type { LoadSummary } from "./log/log-entry.ts";

/** What the log says of a load, but for when it was captured. */
export function summaryOf(id: string, { records, parts, profiles }: LoadFile): Omit<LoadSummary, "captured"> {
  const rows = parts.flatMap(({ events }) => events);
  const ts = rows.reduce(
    ({ fromMs, toMs }, { minTsMs, maxTsMs }) => ({ fromMs: Math.min(fromMs, minTsMs), toMs: Math.max(toMs, maxTsMs) }),
    { fromMs: Number.POSITIVE_INFINITY, toMs: Number.NEGATIVE_INFINITY },
  );
  return {
    id,
    events: records,
    profiles: profiles.parts.reduce((sum, part) => sum + part.rows, 0),
    ts: rows.length === 0 ? null : ts,
    bytes: rows.reduce(
      (sum, { sourceBytes }) => sum + sourceBytes,
      profiles.parts.reduce((sum, { bytes }) => sum + bytes, 0),
    ),
  };
}
