import { queryOptions } from "@tanstack/react-query";
import { answerOf } from "../api/client.ts";
import type { DeliveredObject, ObjectPage, RunStatus } from "../api/schema.d.ts";
import { type Asking, exportKey } from "./export-queries.ts";

export interface RunObjects {
  readonly objects: readonly DeliveredObject[];
  /** Whether there are more than the page takes in at once. */
  readonly isCut: boolean;
}

const objectsPerPage = 500;
/** A run of so many objects is to be looked at in the bucket. */
export const maxObjects = 20_000;

/** What a run has put into the bucket so far, in file order: all of it, so that it can be searched. */
export function objectsQuery(project: Asking, requestId: number, runTimestamp: number, status: RunStatus | undefined) {
  const isUnderWay = status === "Pending" || status === "Running";
  const isDone = status === "Done";
  return queryOptions({
    queryKey: [...exportKey(project, requestId), "runs", runTimestamp, "objects", isDone],
    queryFn: async ({ signal }): Promise<RunObjects> => {
      const objects: DeliveredObject[] = [];
      let cursor: string | null = null;
      do {
        const page: ObjectPage = await answerOf(
          project.api.GET("/v1/exports/{requestId}/runs/{runTimestamp}/objects", {
            params: {
              path: { requestId, runTimestamp },
              query: { limit: objectsPerPage, ...(cursor === null ? {} : { cursor }) },
            },
            signal,
          }),
        );
        objects.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null && objects.length < maxObjects);
      return { objects, isCut: cursor !== null };
    },
    // What is Done does not change any more; it is asked for once when it is.
    staleTime: isDone ? Number.POSITIVE_INFINITY : 2_000,
    placeholderData: (before: RunObjects | undefined, query) =>
      query?.queryKey.includes(runTimestamp) ? before : undefined,
    refetchInterval: isUnderWay && 5_000,
  });
}
