import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { answerOf } from "../api/client.ts";
import { type ExportPages, withFirstPage } from "../api/export-pages.ts";
import { useLiveState } from "../api/live.ts";
import type { Export, ExportPage } from "../api/schema.d.ts";
import { type CurrentProject, useProject } from "../shell/project-context.ts";
import { askedFor, type LogSearch } from "./log-search.ts";

/** The first page is there at once; the others are as long as the API makes them. */
const firstLimit = 100;
const furtherLimit = 500;
/** While the stream is down. */
const pollMs = 5_000;
/** They are kept up to date by their first page: coming back to the list fetches none of them again. */
const staleMs = 600_000;

export function useExportPages(search: LogSearch) {
  const query = exportPagesQuery(useProject(), search);
  const pages = useInfiniteQuery(query);
  const items = useMemo<readonly Export[]>(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  useFirstPage(query, search, pages.data !== undefined && !pages.isPlaceholderData);
  return { ...pages, items, totals: pages.data?.pages[0]?.totals };
}

function exportPagesQuery({ id, api }: CurrentProject, search: LogSearch) {
  const asked = askedFor(search);
  return infiniteQueryOptions<ExportPage, Error, ExportPages, readonly unknown[], string | undefined>({
    queryKey: [id, "exports", asked],
    queryFn: ({ pageParam: cursor, signal }) => {
      const limit = cursor === undefined ? firstLimit : furtherLimit;
      return answerOf(api.GET("/v1/exports", { params: { query: { ...asked, cursor, limit } }, signal }));
    },
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    // What was found before stays in sight until there is something to show in its place.
    placeholderData: keepPreviousData,
    staleTime: staleMs,
    refetchOnWindowFocus: false,
  });
}

/** Looks at the first page alone whenever something has changed, however many of them somebody has scrolled through. */
function useFirstPage({ queryKey }: ReturnType<typeof exportPagesQuery>, search: LogSearch, isOn: boolean): void {
  const { id, api } = useProject();
  const queries = useQueryClient();
  const asked = askedFor(search);
  const isLive = useLiveState(id) === "live";
  const { data, dataUpdatedAt } = useQuery({
    queryKey: [id, "exports-now", asked],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/v1/exports", { params: { query: { ...asked, limit: firstLimit } }, signal })),
    enabled: isOn,
    refetchInterval: isLive ? false : pollMs,
  });
  useEffect(() => {
    const knownAt = queries.getQueryState(queryKey)?.dataUpdatedAt ?? 0;
    if (!isOn || !data || dataUpdatedAt < knownAt) return;
    queries.setQueryData<ExportPages>(queryKey, (pages) => pages && withFirstPage(pages, data));
  }, [data, dataUpdatedAt, isOn, queries, queryKey]);
}
