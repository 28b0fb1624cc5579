import { queryOptions } from "@tanstack/react-query";
import { answerOf } from "../api/client.ts";
import { type Asking, exportKey } from "./export-queries.ts";

const pathOf = (requestId: number, runTimestamp: number) => ({ path: { requestId, runTimestamp } });

/** What a run's manifest says. A manifest never changes. */
export function manifestQuery(project: Asking, requestId: number, runTimestamp: number) {
  return queryOptions({
    queryKey: [...exportKey(project, requestId), "manifest", runTimestamp],
    queryFn: ({ signal }) =>
      answerOf(
        project.api.GET("/v1/exports/{requestId}/runs/{runTimestamp}/manifest", {
          params: pathOf(requestId, runTimestamp),
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A run's manifest, byte for byte as it is in the bucket. */
export function manifestTextQuery(project: Asking, requestId: number, runTimestamp: number) {
  return queryOptions({
    queryKey: [...exportKey(project, requestId), "manifest", runTimestamp, "text"],
    queryFn: ({ signal }) =>
      answerOf(
        project.api.GET("/v1/exports/{requestId}/runs/{runTimestamp}/manifest", {
          params: pathOf(requestId, runTimestamp),
          parseAs: "text",
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The run that a manifest is of, by its key; null for a key that is no manifest's. */
export function runOfManifest(key: string): number | null {
  const [, runTimestamp] = /-(\d+)\.manifest\.json$/.exec(key) ?? [];
  return runTimestamp === undefined ? null : Number(runTimestamp);
}
