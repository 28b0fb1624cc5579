import type { EstimateAnswer, ExportAnswer, ExportStatus, RunAnswer } from "@sluice/types";
import pc from "picocolors";
import { inCliWords } from "../output/error-text.ts";
import { bytes, count, counted, duration, instant } from "../output/figures.ts";
import { type Column, facts, printable, table } from "../output/table.ts";

type Status = ExportStatus;

const statusColors: Readonly<Record<Status, (text: string) => string>> = {
  Pending: pc.yellow,
  Running: pc.cyan,
  Done: pc.green,
  Stopped: pc.dim,
  Failed: pc.red,
};

export const statusColumn: Column = {
  title: "STATUS",
  color: (text) => Object.entries(statusColors).find(([status]) => status === text)?.[1](text) ?? text,
};

export function exportsTable(list: readonly ExportAnswer[], width: number): string {
  return table(
    [
      { title: "REQUEST ID" },
      statusColumn,
      { title: "FORMAT" },
      { title: "WHAT" },
      { title: "EVERY" },
      { title: "RECORDS", align: "right" },
      { title: "SIZE", align: "right" },
      { title: "CREATED", spare: 1 },
      { title: "NEXT RUN", spare: 2 },
      { title: "CONNECTION", spare: 3, shrinks: true },
      { title: "NAME", shrinks: true },
    ],
    list.map((found) => [
      ...[String(found.requestId), found.status, found.format, whatText(found), everyText(found)],
      ...[count(found.totals.records), bytes(found.totals.bytes)],
      ...[instant(found.createdAt), instant(found.nextRunAt), found.connection.name, found.name ?? ""],
    ]),
    width,
  );
}

function whatText({ type, eventNames }: Pick<ExportAnswer, "type" | "eventNames">): string {
  if (type === "allProfiles") return "profiles";
  return eventNames === null ? "all events" : counted(eventNames.length, "event");
}

function everyText({ everyHours }: Pick<ExportAnswer, "everyHours">): string {
  return everyHours === null ? "once" : `${everyHours} h`;
}

export function exportText(answer: ExportAnswer): string {
  const { requestId, name, status, connection, format, options, eventNames, createdAt, lastRun, totals } = answer;
  const stated = Object.entries(options).map(([option, value]) => `${option}=${value}`);
  const head = facts([
    ["request id", String(requestId)],
    ["name", name ?? "–"],
    ["status", status],
    ["connection", `${connection.name} (${connection.id})`],
    ["format", [format, ...stated].join(" ")],
    ["delivered", `${counted(totals.records, "record")}, ${bytes(totals.bytes)} in ${counted(totals.runs, "run")}`],
    ["what", eventNames === null ? whatText(answer) : eventNames.join(", ")],
    ["created", instant(createdAt)],
    ...recurrenceFacts(answer),
  ]);
  return lastRun === null ? head : `${head}\n\n${runText(lastRun)}`;
}

function recurrenceFacts({ everyHours, startFrom, nextRunAt, stopped }: ExportAnswer): [string, string][] {
  if (everyHours === null) return [];
  const reason = stopped?.reason ? `: ${inCliWords(stopped.reason.message)} (${stopped.reason.code})` : "";
  return [
    ["every", `${everyHours} h`],
    ...(startFrom === null ? [] : [["starts from", instant(startFrom)] as [string, string]]),
    ...(stopped === null ? [] : [["stopped", `${instant(stopped.at)}${reason}`] as [string, string]]),
    ["next run", instant(nextRunAt)],
  ];
}

export function runText(run: RunAnswer): string {
  const { runTimestamp, status, window, expectedRecords, totals, manifestKey, startedAt, endedAt, waiting, error } =
    run;
  const planned = expectedRecords === null ? "" : ` of ${count(expectedRecords)}`;
  const took = startedAt && endedAt ? ` (${duration(Date.parse(endedAt) - Date.parse(startedAt))})` : "";
  const lines: (readonly [string, string])[] = [
    ["run", String(runTimestamp)],
    ["status", status],
    ["window", `${instant(window.from)} to ${instant(window.to)} on ${window.axis}`],
    [
      "delivered",
      `${count(totals.records)}${planned} records, ${counted(totals.objects, "object")}, ${bytes(totals.bytes)}`,
    ],
    ["started", instant(startedAt)],
    ["ended", `${instant(endedAt)}${took}`],
    ["manifest", manifestKey ?? "–"],
    ...(waiting === null ? [] : [["waiting", waiting] as const]),
    ...(error === null ? [] : [["error", `${inCliWords(error.message)} (${error.code})`] as const]),
  ];
  return facts(lines);
}

const mostEvents = 15;

export function estimateText(estimate: EstimateAnswer): string {
  const { window, firstRunAt, measured, events, totals, estimatedSeconds, firstKeys, manifestKey, ifCreatedNow } =
    estimate;
  const isMeasured = measured.from === window.from && measured.to === window.to;
  const isOfProfiles = events.some(({ name }) => name === null);
  const { requestId, runTimestamp } = ifCreatedNow;
  const largest = [...events].sort((a, b) => b.records - a.records);
  const rest = largest.slice(mostEvents).reduce((sum, { records }) => sum + records, 0);
  const rows = largest.slice(0, mostEvents).map(({ name, records }) => [name ?? "profiles", count(records)]);
  if (largest.length > mostEvents) rows.push([`… ${counted(largest.length - mostEvents, "more event")}`, count(rest)]);
  return [
    facts([
      ["window", `${instant(window.from)} to ${instant(window.to)} on ${window.axis}`],
      ["first run", firstRunAt === null ? "at once" : instant(firstRunAt)],
      ...(isMeasured
        ? []
        : [["counted", `${instant(measured.from)} to ${instant(measured.to)}, as the window lies ahead`] as const]),
      [
        "records",
        isOfProfiles
          ? counted(totals.records, "profile")
          : `${count(totals.records)} of ${counted(events.length, "event")}`,
      ],
      ["objects", `${counted(totals.objects, "object")} at least`],
      ["size", `${bytes(totals.sourceBytes)} in the source, roughly ${bytes(totals.estimatedBytes)} in the bucket`],
      ...(estimatedSeconds === null
        ? []
        : [["time", `roughly ${duration(estimatedSeconds * 1_000)}, as earlier runs went`] as const]),
    ]),
    table([{ title: "EVENT" }, { title: "RECORDS", align: "right" }], rows),
    `${pc.dim(`First keys, if it were created now (${requestId}-${runTimestamp})`)}\n${[...firstKeys.map(({ key }) => key), manifestKey].map((key) => `  ${printable(key)}`).join("\n")}`,
  ].join("\n\n");
}
