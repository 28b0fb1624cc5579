export type { EventNameSummary, EventQuery, EventSource, ProfileQuery, SegmentRef } from "./event-source.ts";
