import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { answerOf } from "../api/client.ts";
import type { Export, ExportPage } from "../api/schema.d.ts";
import { type CurrentProject, useProject } from "../shell/project-context.ts";
import { askedFor, type LogSearch } from "./log-search.ts";

/** The first page is there at once; the others are as long as the API makes them. */
const firstLimit = 100;
const furtherLimit = 500;
const pollMs = 3_000;

export function useExportPages(search: LogSearch) {
  const pages = useInfiniteQuery(exportPagesQuery(useProject(), search));
  const items = useMemo<readonly Export[]>(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  return { ...pages, items, totals: pages.data?.pages[0]?.totals };
}

function exportPagesQuery({ id, api }: CurrentProject, search: LogSearch) {
  const asked = askedFor(search);
  return infiniteQueryOptions<ExportPage, Error, Pages, readonly unknown[], string | undefined>({
    queryKey: [id, "exports", asked],
    queryFn: ({ pageParam: cursor, signal }) => {
      const limit = cursor === undefined ? firstLimit : furtherLimit;
      return answerOf(api.GET("/v1/exports", { params: { query: { ...asked, cursor, limit } }, signal }));
    },
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    // What was found before stays in sight until there is something to show in its place.
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (isMoving(state.data) ? pollMs : false),
  });
}

interface Pages {
  readonly pages: ExportPage[];
  readonly pageParams: (string | undefined)[];
}

function isMoving(data: Pages | undefined): boolean {
  if (data?.pages.length !== 1) return false;
  return data.pages.some(({ totals: { byStatus } }) => byStatus.Pending + byStatus.Running > 0);
}
