import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answerOf } from "../api/client.ts";
import type { WindowPage } from "../api/schema.d.ts";
import type { CurrentProject } from "../shell/project-context.ts";
import { type KnownWindows, laterThan, nothingKnown } from "./overview/known-windows.ts";

export type Asking = Pick<CurrentProject, "id" | "api">;

export const exportKey = ({ id }: Asking, requestId: number) => [id, "export", requestId] as const;

/** What a run under way has put into the bucket is in no event of the live stream. */
const figuresEveryMs = 5_000;

/** One export. The live stream keeps it up to date, and has its runs and windows asked for anew when it changes. */
export function exportQuery(project: Asking, requestId: number) {
  return queryOptions({
    queryKey: exportKey(project, requestId),
    queryFn: ({ signal }) =>
      answerOf(project.api.GET("/v1/exports/{requestId}", { params: { path: { requestId } }, signal })),
    refetchInterval: ({ state }) => state.data?.status === "Running" && figuresEveryMs,
  });
}

const runsPerPage = 200;

/** An export's runs, newest first, each with the format and the connection that it had. */
export function runsQuery(project: Asking, requestId: number) {
  return infiniteQueryOptions({
    queryKey: [...exportKey(project, requestId), "runs"],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        project.api.GET("/v1/runs", {
          params: { query: { requestId, limit: runsPerPage, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

const firstPage: string | null = null;

/** One run with its story. */
export function runQuery(project: Asking, requestId: number, runTimestamp: number) {
  return queryOptions({
    queryKey: [...exportKey(project, requestId), "runs", runTimestamp],
    queryFn: ({ signal }) =>
      answerOf(
        project.api.GET("/v1/exports/{requestId}/runs/{runTimestamp}", {
          params: { path: { requestId, runTimestamp } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => state.data?.status === "Running" && figuresEveryMs,
  });
}

const windowsPerPage = 500;

/** All windows, oldest first. Of those that will not change any more none is asked for twice. */
export function windowsQuery(project: Asking, requestId: number) {
  const queryKey = [...exportKey(project, requestId), "windows"];
  return queryOptions({
    queryKey,
    queryFn: async ({ signal, client }): Promise<KnownWindows> => {
      let known = laterThan(client.getQueryData<KnownWindows>(queryKey) ?? nothingKnown);
      let cursor: string | null = null;
      do {
        const page: WindowPage = await answerOf(
          project.api.GET("/v1/exports/{requestId}/windows", {
            params: {
              path: { requestId },
              query: {
                order: "oldest",
                limit: windowsPerPage,
                ...(known.settledTo === null ? {} : { from: known.settledTo }),
                ...(cursor === null ? {} : { cursor }),
              },
            },
            signal,
          }),
        );
        known = { ...known, windows: [...known.windows, ...page.items], upcoming: page.upcoming };
        cursor = page.nextCursor;
      } while (cursor !== null);
      return known;
    },
  });
}
