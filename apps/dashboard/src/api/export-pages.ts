import type { Export, ExportPage } from "./schema.d.ts";

/** The pages of a list of exports, as the cache has them under `[project, "exports", filter]`. */
export interface ExportPages {
  readonly pages: ExportPage[];
  readonly pageParams: (string | undefined)[];
}

/** Puts exports as they are now in the place of what the pages have of them; pages without any of them stay the same. */
export function withChanged(pages: ExportPages, changed: readonly Export[]): ExportPages {
  const byId = new Map(changed.map((one) => [one.requestId, one]));
  const has = (page: ExportPage) => page.items.some(({ requestId }) => byId.has(requestId));
  return {
    pageParams: pages.pageParams,
    pages: pages.pages.map((page) =>
      has(page) ? { ...page, items: page.items.map((item) => byId.get(item.requestId) ?? item) } : page,
    ),
  };
}

/**
 * Brings the pages up to date by what their first page is now. It is the list down to its last export: what is not on it
 * any more has gone or moved. Below that, the pages stay what they are.
 */
export function withFirstPage(pages: ExportPages, now: ExportPage): ExportPages {
  const [first, ...others] = pages.pages;
  const last = now.items.at(-1);
  const all = pages.pages.flatMap(({ items }) => items);
  const end = all.findIndex(({ requestId }) => requestId === last?.requestId);
  // It is all there is, or so much is new that nothing is known of what follows it.
  if (!first || end === -1 || now.nextCursor === null) return { pages: [now], pageParams: [undefined] };
  const gone = new Set(all.slice(0, end + 1).map(({ requestId }) => requestId));
  for (const { requestId } of now.items) gone.add(requestId);
  const below = (page: ExportPage) => page.items.filter(({ requestId }) => !gone.has(requestId));
  return {
    pageParams: pages.pageParams,
    pages: [
      { ...first, items: [...now.items, ...below(first)], totals: now.totals },
      ...others.map((page) =>
        page.items.some(({ requestId }) => gone.has(requestId)) ? { ...page, items: below(page) } : page,
      ),
    ],
  };
}
