import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answerOf } from "../api/client.ts";
import type { ExportStatus, WindowPage } from "../api/schema.d.ts";
import type { CurrentProject } from "../shell/project-context.ts";
import { type KnownWindows, laterThan, nothingKnown } from "./overview/known-windows.ts";

export type Asking = Pick<CurrentProject, "id" | "api">;

export const exportKey = ({ id }: Asking, requestId: number) => [id, "export", requestId] as const;

/** How often what is under way is asked for. */
const followEveryMs = 2_500;

const isUnderWay = (status: ExportStatus | undefined) => status === "Pending" || status === "Running";

export function exportQuery(project: Asking, requestId: number) {
  return queryOptions({
    queryKey: exportKey(project, requestId),
    queryFn: ({ signal }) =>
      answerOf(project.api.GET("/v1/exports/{requestId}", { params: { path: { requestId } }, signal })),
    refetchInterval: ({ state }) => isUnderWay(state.data?.status) && followEveryMs,
  });
}

const runsPerPage = 200;

/** An export's runs, newest first, each with the format and the connection that it had. */
export function runsQuery(project: Asking, requestId: number, isLive: boolean) {
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
    refetchInterval: isLive && followEveryMs,
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
    refetchInterval: ({ state }) => isUnderWay(state.data?.status) && followEveryMs,
  });
}

const windowsPerPage = 500;

/** All windows, oldest first. Of those that will not change any more none is asked for twice. */
export function windowsQuery(project: Asking, requestId: number, isLive: boolean) {
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
    refetchInterval: isLive && followEveryMs,
  });
}
