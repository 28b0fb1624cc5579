import type { Export, ExportChange, ExportOptions, Format } from "../../api/schema.d.ts";

/** What the form of an edit holds. */
export interface EditDraft {
  readonly name: string;
  readonly connectionId: string;
  readonly format: Format;
  readonly options: ExportOptions;
  /** One name a line. */
  readonly eventNames: string;
  readonly everyHours: string;
}

export function draftOf(found: Export): EditDraft {
  return {
    name: found.name ?? "",
    connectionId: found.connection.id,
    format: found.format,
    options: found.options,
    eventNames: (found.eventNames ?? []).join("\n"),
    everyHours: String(found.everyHours ?? ""),
  };
}

/** What a draft changes of its export; what stays as it is is not sent. */
export function changeOf(found: Export, draft: EditDraft): ExportChange {
  const { name, connectionId, format, options, eventNames, everyHours } = changesIn(found, draft);
  return {
    ...(name === undefined ? {} : { name: name === "" ? null : name }),
    ...(connectionId === undefined ? {} : { connectionId }),
    ...(format === undefined ? {} : { format }),
    ...(options === undefined ? {} : { options }),
    ...(eventNames === undefined ? {} : { eventNames: linesOf(eventNames) }),
    // What is no number is the API's to refuse, in its words.
    ...(everyHours === undefined ? {} : { everyHours: everyHours.trim() === "" ? 0 : Number(everyHours) }),
  };
}

function changesIn(found: Export, draft: EditDraft): Partial<EditDraft> {
  const before = draftOf(found);
  return {
    name: draft.name.trim() === before.name ? undefined : draft.name.trim(),
    connectionId: draft.connectionId === before.connectionId ? undefined : draft.connectionId,
    format: draft.format === before.format ? undefined : draft.format,
    // Options start from the defaults of a new format.
    options: sameOptions(draft.options, draft.format === before.format ? before.options : {})
      ? undefined
      : draft.options,
    eventNames: linesOf(draft.eventNames).join("\n") === before.eventNames ? undefined : draft.eventNames,
    everyHours: draft.everyHours.trim() === before.everyHours ? undefined : draft.everyHours,
  };
}

function linesOf(text: string): string[] {
  return text.split("\n").flatMap((line) => line.trim() || []);
}

function sameOptions(one: ExportOptions, other: ExportOptions): boolean {
  return (
    one.eventId === other.eventId &&
    one.jsonHeader === other.jsonHeader &&
    one.parquetLayout === other.parquetLayout &&
    one.parquetContainer === other.parquetContainer &&
    one.columnNames === other.columnNames
  );
}
