import { join } from "node:path";
import { eventNames, smallEvents } from "../data/small-events.ts";
import { writeLines } from "../data/write-lines.ts";
import { encoderProcess } from "../formats/encoder-process.ts";
import { type Measurement, median } from "../run/measurement.ts";
import { inRounds, type Part } from "../run/part.ts";
import { figure } from "../run/report.ts";

const names = eventNames(10);

/** What an export costs when its events came in very many loads: as they came, and after the merging that loaders do. */
export const smallLoads: Part = {
  name: "small-loads",
  async measure(bench) {
    const loads = bench.isQuick ? 1_000 : 5_000;
    const lake = join(bench.folder, "lake");
    const path = join(bench.folder, "events.jsonl");
    await writeLines(path, smallEvents({ count: loads * 20, eventNames: names }));
    await bench.inOwnProcess(new URL("../loading/measure-load.ts", import.meta.url), [lake, "template", path]);
    bench.say(`making ${loads} loads`);
    const make = new URL("../plan/make-loads.ts", import.meta.url);
    const [firstCapturedMs, everyMs] = [Date.UTC(2026, 0, 1), 300_000];
    for (const [project, count, each] of [
      ["one", 1, loads * 20],
      ["many", loads, 20],
      ["merged", loads, 20],
    ] as const) {
      const numbers = [count, each, firstCapturedMs, everyMs].map(String);
      await bench.inOwnProcess(make, [lake, "template", project, ...numbers]);
    }
    const merge = new URL("../plan/measure-compaction.ts", import.meta.url);
    const merging = await bench.inOwnProcess(merge, [lake, "merged", "--as-loaders-do"]);

    const encode = await encoderProcess(bench, lake);
    const measure = (project: string) => () => encode("json", project, ["template"]);
    const rounds = await inRounds(bench, { one: measure("one"), many: measure("many"), merged: measure("merged") });
    const cpu = { one: cpuOf(rounds.one), many: cpuOf(rounds.many), merged: cpuOf(rounds.merged) };
    return {
      title: `Encoding ${loads * 20} events out of ${loads} loads of 20`,
      table: null,
      measurements: { ...rounds, merging: [merging] },
      figures: [
        figure("objects for each event", objectsEach(rounds.many), "objects", { atMost: 1 }),
        figure("encoder CPU, against one load's", cpu.many / cpu.one, "ratio", { atMost: 3 }),
        figure("merged as loaders do: objects for each event", objectsEach(rounds.merged), "objects", { atMost: 1 }),
        figure("merged as loaders do: encoder CPU, against one load's", cpu.merged / cpu.one, "ratio", { atMost: 3 }),
        figure("encoder CPU, one load", cpu.one, "s"),
        figure("encoder CPU, all loads", cpu.many, "s"),
        figure("CPU of the merging", merging.cpuSeconds, "s"),
      ],
    };
  },
};

function cpuOf(rounds: readonly Measurement[]): number {
  return median(rounds.map(({ cpuSeconds }) => cpuSeconds));
}

function objectsEach(rounds: readonly Measurement[]): number {
  return median(rounds.map(({ pieces }) => pieces)) / names.length;
}
