import { openLake } from "@sluice/event-source-lake";
import { defaultSegmentLimits, windowSchema } from "@sluice/types";
import { measured } from "../run/measurement.ts";

/**
 * Plans a window, as often as it is told to, and tells of the last time:
 * `measure-plan.ts <lake> <project> <ts | capturedAt> <from ms> <to ms> <times>`.
 */
const [directory = "", project = "", axisText = "", from = "", to = "", times = "1"] = process.argv.slice(2);
const axis = windowSchema.shape.axis.parse(axisText);
const capturedBeforeMs = Number.MAX_SAFE_INTEGER;
const window = { axis, fromMs: Number(from), toMs: Number(to) };

await using lake = await openLake({ directory });
for (let time = 1; time < Number(times); time++) await plan();
await measured(plan);

async function plan() {
  let [records, bytes, pieces] = [0, 0, 0];
  const query = { project, window, eventNames: null, capturedBeforeMs };
  for await (const segment of lake.plan(query, defaultSegmentLimits)) {
    records += segment.records;
    bytes += segment.sourceBytes;
    pieces++;
  }
  return { records, bytes, pieces };
}
