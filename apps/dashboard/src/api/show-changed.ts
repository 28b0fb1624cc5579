import type { Query, QueryClient } from "@tanstack/react-query";
import { type ExportPages, withChanged } from "./export-pages.ts";
import type { Export } from "./schema.d.ts";

/**
 * Puts exports as they are now in the place of what is shown of them. An answer that is under way meanwhile may be older
 * than they are, and would stay: they are put in its place, too, as soon as it is there.
 */
export function showChanged(queries: QueryClient, project: string, exports: readonly Export[]): void {
  const cache = queries.getQueryCache();
  for (const query of cache.findAll({ queryKey: [project, "exports"] })) {
    nowAndThen(query, () => {
      if (!isPages(query.state.data)) return;
      queries.setQueryData<ExportPages>(query.queryKey, (pages) => pages && withChanged(pages, exports));
    });
  }
  for (const one of exports) {
    const query = cache.find({ queryKey: [project, "export", one.requestId], exact: true });
    if (query) nowAndThen(query, () => queries.setQueryData<Export>(query.queryKey, one));
  }
}

function nowAndThen({ state, promise }: Query, put: () => void): void {
  put();
  if (state.fetchStatus !== "idle") void promise?.then(put, () => undefined);
}

function isPages(data: unknown): boolean {
  return typeof data === "object" && data !== null && "pages" in data;
}
