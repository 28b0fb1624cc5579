import { rm } from "node:fs/promises";
import { join } from "node:path";
import { wideEvents } from "../data/wide-events.ts";
import { writeLines } from "../data/write-lines.ts";
import { encoderProcess } from "../formats/encoder-process.ts";
import { type Measurement, median } from "../run/measurement.ts";
import { inRounds, type Part } from "../run/part.ts";
import { type Figure, figure } from "../run/report.ts";

const warmUp = "warm-up";

/** What an event costs an encoder that has been running for a while, however many there are. */
export const scale: Part = {
  name: "scale",
  async measure(bench) {
    const counts = bench.isQuick ? [100_000, 1_000_000] : [100_000, 1_000_000, 10_000_000];
    const lake = join(bench.folder, "lake");
    const load = new URL("../loading/measure-load.ts", import.meta.url);
    for (const [project, count] of [
      [warmUp, 300_000] as const,
      ...counts.map((count) => [`${count}`, count] as const),
    ]) {
      bench.say(`making and loading ${count} events`);
      const path = join(bench.folder, "events.jsonl");
      await writeLines(path, wideEvents(count));
      await bench.inOwnProcess(load, [lake, project, path]);
      await rm(path);
    }
    const encode = await encoderProcess(bench, lake);
    const measuring = counts.map((count) => {
      const measure = () => encode("json", `${count}`, [warmUp]);
      return [`${count}`, measure] as const;
    });
    const rounds = await inRounds(bench, Object.fromEntries(measuring));
    const each = counts.map((count) => ({ count, µs: cpuMicrosecondsOf(rounds[`${count}`] ?? [], count) }));
    const least = Math.min(...each.map(({ µs }) => µs));
    const most = Math.max(...each.map(({ µs }) => µs));
    const figures: Figure[] = each.map(({ count, µs }) => figure(`CPU for each of ${count} events`, µs, "µs"));
    // The same, 10 % up or down.
    figures.push(figure("the most against the least", most / least, "ratio", { atMost: 1.22 }));
    const title = "CPU of the JSON encoder for each event, by how many there are";
    return { title, figures, table: null, measurements: rounds };
  },
};

function cpuMicrosecondsOf(rounds: readonly Measurement[], count: number): number {
  return (median(rounds.map(({ cpuSeconds }) => cpuSeconds)) * 1e6) / count;
}
