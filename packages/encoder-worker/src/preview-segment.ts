import { type Encoder, encodeFirstEvents, encodeFirstProfiles } from "@sluice/encoding";
import type { EventSource } from "@sluice/event-source";
import type { Preview } from "@sluice/job-queue";
import { maxShownBytes, type PreviewRequest } from "@sluice/types";

const limits = { maxRecords: 100, maxBytes: maxShownBytes };

/** The first records of a segment as this encoder writes them. */
export async function previewSegment<Footer>(
  { encoder, source }: { readonly encoder: Encoder<Footer>; readonly source: EventSource },
  { projectId, token, eventName, schema, timeZone, options }: PreviewRequest,
  signal: AbortSignal,
): Promise<Preview> {
  const ref = { project: projectId, token };
  const first =
    eventName === null
      ? await encodeFirstProfiles(encoder, { keys: schema.profile, options }, source.readProfiles(ref, signal), limits)
      : await encodeFirstEvents(encoder, { eventName, schema, timeZone, options }, source.read(ref, signal), limits);
  return { status: "shown", ...first };
}
