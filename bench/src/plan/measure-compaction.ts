import { compactLoads, loaderLimits, maintenanceLimits } from "@sluice/event-source-lake";
import { measured } from "../run/measurement.ts";

/** Merges what is worth merging: `measure-compaction.ts <lake> <project> [--as-loaders-do]`. */
const [directory = "", project = "", as] = process.argv.slice(2);
await measured(async () => {
  let records = 0;
  const pieces = await compactLoads({
    directory,
    project,
    limits: as === "--as-loaders-do" ? loaderLimits : maintenanceLimits,
    onMerged(merged) {
      records += merged.records;
    },
  });
  return { records, bytes: 0, pieces };
});
