import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { answerOf } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import type { NewExport } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { bodyOf, type Draft, missingIn } from "./draft.ts";
import { useDebounced } from "./use-debounced.ts";

const restMs = 350;
const freshMs = 60_000;
/** How soon a preview is asked for again, by why there was none. */
const againMs: Readonly<Record<string, number>> = {
  "encoder.busy": 1_500,
  "encoder.unavailable": 10_000,
  "queue.unavailable": 10_000,
};

/** What the draft would deliver, and its first records: asked for when it has rested for a moment. */
export function useOutcome(draft: Draft) {
  const [wantedEvent, setShownEvent] = useState<string | null>(null);
  const { id, api, timeZone, lookbackDays } = useProject();
  const rested = useDebounced(draft, restMs);
  const body = useMemo(
    () => ({ ...bodyOf(rested, { timeZone, lookbackDays, nowMs: Date.now() }), name: null }),
    [rested, timeZone, lookbackDays],
  );
  const missing = missingIn(body);
  const estimate = useQuery({
    queryKey: [id, "estimate", body],
    queryFn: ({ signal }) => answerOf(api.POST("/v1/exports/estimate", { body, signal })),
    enabled: missing === null,
    placeholderData: keepPreviousData,
    staleTime: freshMs,
  });
  const events = estimate.data?.events ?? [];
  const wanted = events.find(({ name }) => name !== null && name === wantedEvent)?.name ?? null;
  const previewed = wanted === null ? body : onlyOf(wanted, body);
  const preview = useQuery({
    queryKey: [id, "estimate", previewed, "preview"],
    queryFn: ({ signal }) => answerOf(api.POST("/v1/exports/preview", { body: previewed, signal })),
    // What an estimate is refused for, a preview would be too.
    enabled: missing === null && estimate.isSuccess && !estimate.isPlaceholderData,
    placeholderData: keepPreviousData,
    staleTime: freshMs,
    retry: false,
    refetchInterval: ({ state }) => (state.error && againMs[problemOf(state.error).code]) || false,
  });
  return {
    missing,
    estimate,
    preview,
    isSettled: rested === draft,
    shownEvent: wanted ?? events.at(0)?.name ?? null,
    setShownEvent,
  };
}

/** The same export of one event, whose records are the same in it. */
function onlyOf(eventName: string, body: NewExport): NewExport {
  return { ...body, type: "selectEvents", eventNames: [eventName] };
}

export type Outcome = ReturnType<typeof useOutcome>;
