export type {
  EventNameSummary,
  EventQuery,
  EventSource,
  EventVolume,
  ProfileQuery,
  SegmentRef,
} from "./event-source.ts";
