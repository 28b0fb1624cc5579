import type { ExportStatus, ExportType, Format, Frequency, operations } from "../api/schema.d.ts";
import { instantOf, oneOf, severalOf, textOf } from "../api/search.ts";

export const statuses = ["Pending", "Running", "Done", "Stopped", "Failed"] as const satisfies readonly ExportStatus[];
export const types = ["allEvents", "selectEvents", "allProfiles"] as const satisfies readonly ExportType[];
export const formats = ["json", "xml", "csv", "parquet"] as const satisfies readonly Format[];
export const frequencies = ["oneTime", "recurring"] as const satisfies readonly Frequency[];

/** Which exports the log shows, as its address says; what is left out filters nothing. */
export interface LogSearch {
  readonly status?: readonly ExportStatus[] | undefined;
  readonly type?: readonly ExportType[] | undefined;
  readonly format?: readonly Format[] | undefined;
  readonly frequency?: Frequency | undefined;
  readonly connectionId?: string | undefined;
  /** RFC 3339. */
  readonly createdFrom?: string | undefined;
  readonly createdTo?: string | undefined;
  readonly archived?: "only" | "include" | undefined;
  readonly sort?: "lastRun" | undefined;
  readonly text?: string | undefined;
}

export function logSearch(search: Readonly<Record<string, unknown>>): LogSearch {
  return {
    status: severalOf(statuses, search.status),
    type: severalOf(types, search.type),
    format: severalOf(formats, search.format),
    frequency: oneOf(frequencies, search.frequency),
    connectionId: textOf(search.connectionId),
    createdFrom: instantOf(search.createdFrom),
    createdTo: instantOf(search.createdTo),
    archived: oneOf(["only", "include"], search.archived),
    sort: oneOf(["lastRun"], search.sort),
    text: textOf(search.text),
  };
}

type Asked = NonNullable<operations["getExports"]["parameters"]["query"]>;

/** What the API is asked for. Another order is no other filter: the same exports are found. */
export function askedFor({ status, type, format, archived, ...rest }: LogSearch): Asked {
  return {
    ...rest,
    status: status && [...status],
    type: type && [...type],
    format: format && [...format],
    archived: archived ?? "exclude",
  };
}

/** Whether the address leaves exports out. */
export function isFiltered(search: LogSearch): boolean {
  return countFilters(search) > 0;
}

/** By how many things it leaves some out; the order leaves none out. */
export function countFilters({ sort: _, ...filters }: LogSearch): number {
  return Object.values(filters).filter((value) => value !== undefined).length;
}
