import type { LoadProgress, LoadReport, Rejections } from "@sluice/event-source-lake";
import pc from "picocolors";
import { bytes, count, counted } from "../output/figures.ts";
import { printable } from "../output/table.ts";

const maxLinesShown = 10;

/** The first bad lines, each with its reason, and how many more there are of each kind. */
export function rejectionLines({ rejected, rejectedLines, rejectedByKind }: Rejections): readonly string[] {
  const shown = rejectedLines.slice(0, maxLinesShown);
  const lines = shown.map(({ path, line, reason }) => `${path} line ${line}: ${reason}`);
  const more = rejectedByKind.flatMap(({ kind, lines: all }) => {
    const left = all - shown.filter((line) => line.kind === kind).length;
    return left === 0 ? [] : [`${counted(left, "line")} more: ${kind}`];
  });
  return rejected === 0 ? [] : [...lines, ...more].map((line) => `${pc.yellow("!")} ${printable(line)}`);
}

/** What else a load was told that is worth a look. */
export function loadWarnings({ notFinite, emptyInputs }: LoadReport): readonly string[] {
  const nulls =
    notFinite === 0
      ? []
      : [`${counted(notFinite, "value")} of NaN or infinity became null, as JSON has no such numbers.`];
  const empty = emptyInputs.map(({ name, reason }) => `${name} ${reason}.`);
  return [...nulls, ...empty].map((line) => `${pc.yellow("!")} ${printable(line)}`);
}

export function loadSummary(
  { project, files }: { readonly project: string; readonly files: number },
  report: LoadReport,
): string {
  const events =
    report.events === 0 ? [] : [`${counted(report.events, "event")} of ${counted(report.eventNames, "name")}`];
  const profiles = report.profiles === 0 ? [] : [counted(report.profiles, "profile")];
  const what = [...events, ...profiles].join(" and ") || "nothing";
  const from = files === 1 ? "" : ` from ${counted(files, "file")}`;
  const bad = report.rejected === 0 ? "" : pc.yellow(`, ${counted(report.rejected, "bad line")} left out`);
  const mark = report.records === 0 ? pc.red("✗") : pc.green("✓");
  return `${mark} ${what}${from} loaded into project ${project}${bad}`;
}

/** `42%, 204,657 records, 35,000 a second` */
export function progressText({ records, readBytes, totalBytes }: LoadProgress, tookMs: number): string {
  const share =
    totalBytes === null || totalBytes === 0 ? null : Math.min(100, Math.floor((100 * readBytes) / totalBytes));
  const read = share === null ? `${bytes(readBytes)} read` : `${share}%`;
  const rate = tookMs < 1_000 ? "" : `, ${count((records / tookMs) * 1_000)} a second`;
  const last = share === 100 ? ", sorting and writing" : "";
  return `${read}, ${counted(records, "record")}${rate}${last}`;
}
