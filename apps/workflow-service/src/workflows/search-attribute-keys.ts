import { defineSearchAttributeKey, SearchAttributeType } from "@temporalio/common";

/** What people filter by in the Temporal UI. The names are those that run-control registers. */
export const projectKey = defineSearchAttributeKey("SluiceProject", SearchAttributeType.KEYWORD);
export const requestIdKey = defineSearchAttributeKey("SluiceRequestId", SearchAttributeType.KEYWORD);
export const formatKey = defineSearchAttributeKey("SluiceFormat", SearchAttributeType.KEYWORD);
export const statusKey = defineSearchAttributeKey("SluiceStatus", SearchAttributeType.KEYWORD);
/** Temporal's own, on what a schedule has started. */
export const scheduledStartKey = defineSearchAttributeKey("TemporalScheduledStartTime", SearchAttributeType.DATETIME);
