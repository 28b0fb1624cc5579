export type { EventNameSummary, EventQuery, EventSource, SegmentRef } from "./event-source.ts";
