import { join } from "node:path";
import { eventNames, smallEvents } from "../data/small-events.ts";
import { writeLines } from "../data/write-lines.ts";
import { type Measurement, median, medianOf } from "../run/measurement.ts";
import { type Bench, inRounds, type Part } from "../run/part.ts";
import { type Figure, figure } from "../run/report.ts";

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];
const firstCapturedMs = Date.UTC(2025, 0, 1);
const everyMs = 5 * minuteMs;
const eventsPerLoad = 500;

/** Plans in a lake that was loaded every five minutes for most of a year. */
export const plan: Part = {
  name: "plan",
  async measure(bench) {
    const loads = bench.isQuick ? 10_000 : 100_000;
    const made = await makeLake(bench, loads);
    const before = await measurePlans(bench, loads, "before compaction");
    bench.say("compacting");
    const compaction = await bench.inOwnProcess(new URL("measure-compaction.ts", import.meta.url), placeOf(bench));
    const after = await measurePlans(bench, loads, "after compaction");
    for (const [name, rounds] of Object.entries(before)) checkSame(name, rounds, after[name] ?? []);
    return {
      title: `Planning in a lake of ${loads} loads of ${eventsPerLoad} events`,
      table: null,
      measurements: {
        "making the lake": [made],
        compaction: [compaction],
        ...prefixed("before", before),
        ...prefixed("after", after),
      },
      figures: [
        ...planFigures("before compaction", before),
        ...planFigures("after compaction", after),
        figure("compaction", compaction.seconds, "s"),
        figure("compaction, CPU for each event of the lake", cpuEach(compaction, loads * eventsPerLoad), "µs"),
        figure("compaction, how often an event was written", compaction.records / (loads * eventsPerLoad), "ratio"),
        figure("compaction, RSS", compaction.peakRssMb, "MB", { atMost: 512 }),
        figure("loads that are left", loads - compaction.pieces, "objects"),
      ],
    };
  },
};

const project = "bench";

function placeOf({ folder }: Bench): readonly [lake: string, project: string] {
  return [join(folder, "lake"), project];
}

async function makeLake(bench: Bench, loads: number): Promise<Measurement> {
  const [lake] = placeOf(bench);
  const path = join(bench.folder, "template.jsonl");
  await writeLines(path, smallEvents({ count: 20_000, eventNames: eventNames(10) }));
  await bench.inOwnProcess(new URL("../loading/measure-load.ts", import.meta.url), [lake, "template", path]);
  bench.say(`making ${loads} loads`);
  const numbers = [loads, eventsPerLoad, firstCapturedMs, everyMs].map(String);
  return bench.inOwnProcess(new URL("make-loads.ts", import.meta.url), [lake, "template", project, ...numbers]);
}

type Plans = Record<string, Measurement[]>;

/** Windows of the lake's last part, as that is what exports are of; the one over `ts` ends between two loads. */
function measurePlans(bench: Bench, loads: number, when: string): Promise<Plans> {
  const endMs = firstCapturedMs + loads * everyMs;
  const windows = [
    { name: "4 hours", axis: "capturedAt", fromMs: endMs - 12 * hourMs, toMs: endMs - 8 * hourMs },
    { name: "30 days", axis: "ts", fromMs: endMs - 31 * dayMs - minuteMs, toMs: endMs - dayMs - minuteMs },
  ];
  const plans = windows.flatMap(({ name, axis, fromMs, toMs }) =>
    [1, 2].map((times) => {
      const args = [...placeOf(bench), axis, String(fromMs), String(toMs), String(times)];
      const script = new URL("measure-plan.ts", import.meta.url);
      return [times === 1 ? `${name}, a process's first plan` : `${name}, the next one`, script, args] as const;
    }),
  );
  bench.say(when);
  return inRounds(
    bench,
    Object.fromEntries(plans.map(([name, script, args]) => [name, () => bench.inOwnProcess(script, args)])),
  );
}

function checkSame(name: string, before: readonly Measurement[], after: readonly Measurement[]): void {
  const [was, is] = [before[0]?.records, after[0]?.records];
  if (was !== is) throw new Error(`${name}: ${was} records were planned before the compaction, and ${is} after it`);
}

function planFigures(when: string, plans: Plans): Figure[] {
  return Object.entries(plans).flatMap(([name, rounds]) => {
    const seconds = medianOf(rounds)?.seconds ?? Number.NaN;
    const target = { atMost: name.startsWith("4 hours") ? 0.2 : 2 };
    return [
      figure(`${when}: ${name}`, seconds, "s", target),
      figure(`${when}: ${name}`, median(rounds.map(({ pieces }) => pieces)), "segments"),
      figure(`${when}: ${name}, RSS`, Math.max(...rounds.map(({ peakRssMb }) => peakRssMb)), "MB"),
    ];
  });
}

function prefixed(when: string, plans: Plans): Plans {
  return Object.fromEntries(Object.entries(plans).map(([name, rounds]) => [`${when}: ${name}`, rounds]));
}

function cpuEach({ cpuSeconds }: Measurement, events: number): number {
  return (cpuSeconds * 1e6) / events;
}
