import { useEffect, useMemo, useRef, useState } from "react";
import uPlot from "uplot";
import { overviewTexts } from "../../texts/export-overview.ts";
import "uplot/dist/uPlot.min.css";
import type { Run } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { bytes, compact, count, counted, tickLabel } from "../../ui/figures.ts";
import { windowInWords } from "../window-text.tsx";
import { type ChartColours, useChartColours } from "./chart-colours.ts";
import styles from "./run-charts.module.css";
import { useWidth } from "./width.ts";

const texts = overviewTexts.charts;

interface RunChartsProps {
  /** Newest first. */
  readonly runs: readonly Run[];
  /** Whether these are all there are. */
  readonly isAll: boolean;
}

/** Records and bytes of each run, by the start of its window. The table of runs has the same figures. */
export function RunCharts({ runs, isAll }: RunChartsProps) {
  const ascending = useMemo(() => [...runs].reverse(), [runs]);
  const of = isAll ? texts.allRuns : texts.latest(counted(runs.length, "run"));
  return (
    <div className={styles.charts}>
      <RunChart title={texts.records} of={of} runs={ascending} figureOf={recordsOf} format={count} axis={compact} />
      <RunChart title={texts.bytes} of={of} runs={ascending} figureOf={bytesOf} format={bytes} axis={bytes} />
    </div>
  );
}

const recordsOf = ({ totals }: Run) => totals.records;
const bytesOf = ({ totals }: Run) => totals.bytes;

interface RunChartProps {
  readonly title: string;
  readonly of: string;
  readonly runs: readonly Run[];
  readonly figureOf: (run: Run) => number;
  readonly format: (figure: number) => string;
  readonly axis: (figure: number) => string;
}

function RunChart({ title, of, runs, figureOf, format, axis }: RunChartProps) {
  const { timeZone } = useProject();
  const [box, width] = useWidth<HTMLDivElement>();
  const colours = useChartColours();
  const [pointed, setPointed] = useState<number | null>(null);
  const plot = useRef<uPlot | null>(null);
  const data = useMemo(() => dataOf(runs, figureOf), [runs, figureOf]);
  const latest = useRef(data);
  latest.current = data;

  useEffect(() => {
    const element = box.current;
    if (!element || width === 0) return;
    const made = new uPlot(options({ width, colours, timeZone, axis, onPoint: setPointed }), latest.current, element);
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [box, width, colours, timeZone, axis]);
  useEffect(() => plot.current?.setData(data), [data]);

  const run = pointed === null ? undefined : runs[pointed];
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{title}</span>
        <span className={styles.pointed}>
          {run ? `${format(figureOf(run))}, ${run.status}: ${windowInWords(run.window, timeZone)}` : of}
        </span>
      </figcaption>
      <div ref={box} className={styles.box} role="img" aria-label={texts.described(title, of)} />
    </figure>
  );
}

/** The middle of each window in seconds, and the figures of runs that are delivered, under way, and neither. */
function dataOf(runs: readonly Run[], figureOf: RunChartProps["figureOf"]): uPlot.AlignedData {
  return [
    runs.map(({ window }) => (Date.parse(window.from) + Date.parse(window.to)) / 2_000),
    runs.map((run) => (run.status === "Done" ? figureOf(run) : null)),
    runs.map((run) => (isUnderWay(run) ? figureOf(run) : null)),
    runs.map((run) => (run.status === "Done" || isUnderWay(run) ? null : figureOf(run))),
  ];
}

function isUnderWay({ status }: Run): boolean {
  return status === "Pending" || status === "Running";
}

interface ChartOptions {
  readonly width: number;
  readonly colours: ChartColours;
  readonly timeZone: string;
  readonly axis: (figure: number) => string;
  readonly onPoint: (index: number | null) => void;
}

function options({ width, colours, timeZone, axis, onPoint }: ChartOptions): uPlot.Options {
  const paths = uPlot.paths.bars?.({ size: [0.7, 28] });
  const drawn = {
    stroke: colours.text,
    grid: { stroke: colours.line, width: 1 },
    ticks: { show: false },
    font: colours.font,
  };
  const bars = { points: { show: false }, width: 0, ...(paths ? { paths } : {}) };
  return {
    width,
    height: 150,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: { x: { time: true, range: padded }, y: { range: (_plot, _min, max) => [0, Math.max(1, max) * 1.08] } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), timeZone),
    series: [
      {},
      { ...bars, fill: colours.done },
      { ...bars, fill: colours.underWay },
      { ...bars, fill: colours.others },
    ],
    axes: [
      {
        ...drawn,
        grid: { show: false },
        space: 72,
        size: 28,
        values: (_plot, splits, _axis, _space, increment) =>
          splits.map((split) => tickLabel(split * 1_000, timeZone, stepOf(increment))),
      },
      { ...drawn, size: 64, values: (_plot, splits) => splits.map((split) => axis(split)) },
    ],
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? null)] },
  };
}

/** What a scale with a tick every so many seconds says of each. */
function stepOf(seconds: number): Parameters<typeof tickLabel>[2] {
  if (seconds < daySeconds) return "hour";
  return seconds < 28 * daySeconds ? "day" : "month";
}

const daySeconds = 86_400;

/** With room for the half bars at both ends. */
function padded(plot: uPlot, min: number, max: number): [number, number] {
  const half = Math.max(daySeconds / 24, (max - min) / Math.max(1, (plot.data[0]?.length ?? 1) - 1)) / 2;
  return [min - half, max + half];
}
