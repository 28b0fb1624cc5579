import { defineSearchAttributeKey, SearchAttributeType } from "@temporalio/common";

/** What people filter by in the Temporal UI. A Temporal server needs them registered, all as Keyword. */
export const searchAttributes = {
  project: defineSearchAttributeKey("SluiceProject", SearchAttributeType.KEYWORD),
  requestId: defineSearchAttributeKey("SluiceRequestId", SearchAttributeType.KEYWORD),
  format: defineSearchAttributeKey("SluiceFormat", SearchAttributeType.KEYWORD),
  status: defineSearchAttributeKey("SluiceStatus", SearchAttributeType.KEYWORD),
} as const;
