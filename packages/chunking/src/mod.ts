export { buildManifest, type ManifestRun, manifestText } from "./build-manifest.ts";
export { cutEvenly, minCutBytes, type Stretch, type StretchPiece, segmentCount } from "./cut-evenly.ts";
export { type LedgerEnd, nextWindow, type ScheduledWindow } from "./next-window.ts";
export { type JobLimits, packJobs } from "./pack-jobs.ts";
export { planRun, type RunPlanLimits } from "./plan-run.ts";
