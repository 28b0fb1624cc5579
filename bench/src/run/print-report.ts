import pc from "picocolors";
import { printTable } from "./print-table.ts";
import { type Figure, isMet, type PartReport, type Report, type Unit } from "./report.ts";

/** The report as tables in Markdown. */
export function printReport({ machine, isQuick, rounds, parts }: Report): void {
  const { cores, model, node, memoryMb, loadAverage } = machine;
  console.log(
    `\n${cores} cores (${model}), ${Math.round(memoryMb / 1024)} GB, Node ${node}, load average ${loadAverage.toFixed(1)} at the start`,
  );
  console.log(isQuick ? "a quick run: small data, one round" : `medians of ${rounds}`);
  for (const part of parts) printPart(part);
  const judged = parts.flatMap(({ figures }) => figures).filter((figure) => figure.target !== null);
  const met = judged.filter((figure) => isMet(figure) === true).length;
  if (judged.length > 0) console.log(`\n${met} of ${judged.length} targets met`);
}

function printPart({ title, seconds, figures, table }: PartReport): void {
  console.log(`\n${pc.bold(title)} (measured in ${Math.round(seconds)} s)\n`);
  if (table) printTable(table);
  if (table && figures.length > 0) console.log("");
  if (figures.length > 0) printTable([["", "found", "target", ""], ...figures.map(figureRow)]);
}

function figureRow(figure: Figure): string[] {
  const { name, value, unit, target } = figure;
  const met = isMet(figure);
  const goal = target === null ? "" : "atMost" in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
  return [name, valueText(value, unit), goal, met === null ? "" : met ? "met" : "**missed**"];
}

const texts: Readonly<Record<Unit, (value: number) => string>> = {
  ratio: (value) => value.toFixed(2),
  s: (value) => `${value.toFixed(2)} s`,
  ms: (value) => `${value.toFixed(2)} ms`,
  µs: (value) => `${value.toFixed(2)} µs`,
  MB: (value) => `${value.toFixed(0)} MB`,
  "records/s": (value) => `${value.toFixed(0)} records/s`,
  objects: (value) => `${Number(value.toFixed(2))} objects`,
  segments: (value) => `${value.toFixed(0)} segments`,
};

function valueText(value: number, unit: Unit): string {
  return Number.isFinite(value) ? texts[unit](value) : "not measured";
}
