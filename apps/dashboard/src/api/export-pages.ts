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

/** Brings the pages up to date by what their first page has now: what is new comes first, with the counts. */
export function withFirstPage(pages: ExportPages, { items, totals }: ExportPage): ExportPages {
  const known = new Set(pages.pages.flatMap((page) => page.items.map(({ requestId }) => requestId)));
  const newest = pages.pages[0]?.items[0];
  const newer = newest ? items.filter((item) => !known.has(item.requestId) && isBefore(items, item, newest)) : items;
  const changed = withChanged(pages, items);
  const [first, ...rest] = changed.pages;
  if (!first) return pages;
  return { ...changed, pages: [{ ...first, items: [...newer, ...first.items], totals }, ...rest] };
}

/** Newer in the same order, or so far ahead that the other is not on the page any more. */
function isBefore(items: readonly Export[], item: Export, other: Export): boolean {
  const place = items.findIndex(({ requestId }) => requestId === other.requestId);
  return place === -1 || items.indexOf(item) < place;
}
