import { defineSearchAttributeKey, SearchAttributeType } from "@temporalio/common";

/** What people filter runs by in the Temporal UI. A Temporal server needs them registered, all as Keyword. */
export const searchAttributes = {
  requestId: defineSearchAttributeKey("SluiceRequestId", SearchAttributeType.KEYWORD),
  format: defineSearchAttributeKey("SluiceFormat", SearchAttributeType.KEYWORD),
  status: defineSearchAttributeKey("SluiceStatus", SearchAttributeType.KEYWORD),
} as const;
