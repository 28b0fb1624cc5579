import { epochSecondsOf, textOf } from "../api/search.ts";

/** Where a new export starts from. */
export interface NewExportSearch {
  /** The request id of an export whose settings are taken over. */
  readonly like?: number | undefined;
  readonly connectionId?: string | undefined;
}

export function newExportSearch(search: Readonly<Record<string, unknown>>): NewExportSearch {
  return { like: epochSecondsOf(search.like), connectionId: textOf(search.connectionId) };
}
