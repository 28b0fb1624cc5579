import type { EstimateAnswer, ExportAnswer, ExportStatus, RunAnswer } from "@sluice/types";
import pc from "picocolors";
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

export function exportsTable(list: readonly ExportAnswer[]): string {
  return table(
    [
      { title: "REQUEST ID" },
      statusColumn,
      { title: "FORMAT" },
      { title: "EVENTS" },
      { title: "CONNECTION" },
      { title: "CREATED" },
      { title: "RECORDS", align: "right" },
      { title: "SIZE", align: "right" },
      { title: "NAME" },
    ],
    list.map(({ requestId, status, format, eventNames, connection, createdAt, lastRun, name }) => [
      ...[String(requestId), status, format, eventNames === null ? "all" : count(eventNames.length)],
      ...[connection.name, instant(createdAt), count(lastRun?.totals.records ?? 0), bytes(lastRun?.totals.bytes ?? 0)],
      name ?? "",
    ]),
  );
}

export function exportText(answer: ExportAnswer): string {
  const { requestId, name, status, connection, format, options, eventNames, createdAt, lastRun } = answer;
  const stated = Object.entries(options).map(([option, value]) => `${option}=${value}`);
  const head = facts([
    ["request id", String(requestId)],
    ["name", name ?? "–"],
    ["status", status],
    ["connection", `${connection.name} (${connection.id})`],
    ["format", [format, ...stated].join(" ")],
    ["events", eventNames === null ? "all" : eventNames.join(", ")],
    ["created", instant(createdAt)],
  ]);
  return lastRun === null ? head : `${head}\n\n${runText(lastRun)}`;
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
    ...(error === null ? [] : [["error", `${error.message} (${error.code})`] as const]),
  ];
  return facts(lines);
}

const mostEvents = 15;

export function estimateText({ window, events, totals, firstKeys, manifestKey, ifCreatedNow }: EstimateAnswer): string {
  const { requestId, runTimestamp } = ifCreatedNow;
  const largest = [...events].sort((a, b) => b.records - a.records);
  const rest = largest.slice(mostEvents).reduce((sum, { records }) => sum + records, 0);
  const rows = largest.slice(0, mostEvents).map(({ name, records }) => [name ?? "profiles", count(records)]);
  if (largest.length > mostEvents) rows.push([`… ${counted(largest.length - mostEvents, "more event")}`, count(rest)]);
  return [
    facts([
      ["window", `${instant(window.from)} to ${instant(window.to)} on ${window.axis}`],
      ["records", `${count(totals.records)} of ${counted(events.length, "event")}`],
      ["size", `${bytes(totals.sourceBytes)} in the source, roughly ${bytes(totals.estimatedBytes)} in the bucket`],
    ]),
    table([{ title: "EVENT" }, { title: "RECORDS", align: "right" }], rows),
    `${pc.dim(`First keys, if it were created now (${requestId}-${runTimestamp})`)}\n${[...firstKeys.map(({ key }) => key), manifestKey].map((key) => `  ${printable(key)}`).join("\n")}`,
  ].join("\n\n");
}
