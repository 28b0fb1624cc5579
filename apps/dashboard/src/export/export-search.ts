import { epochSecondsOf, oneOf, textOf } from "../api/search.ts";

export const exportTabs = ["overview", "objects", "schema", "manifest"] as const;

/** What an export's screen shows. */
export interface ExportSearch {
  readonly tab?: (typeof exportTabs)[number] | undefined;
  /** Which run; the latest one when left out. */
  readonly run?: number | undefined;
  /** What is searched for among the run's objects. */
  readonly text?: string | undefined;
  readonly edit?: true | undefined;
}

export function exportSearch(search: Readonly<Record<string, unknown>>): ExportSearch {
  return {
    tab: oneOf(exportTabs, search.tab),
    run: epochSecondsOf(search.run),
    text: textOf(search.text),
    edit: search.edit === true ? true : undefined,
  };
}
