import { type ExportChange, exportNotRecurring, getExport, getProject } from "@sluice/config-store";
import {
  type exportChangeSchema,
  type FieldError,
  formatOptionIssues,
  formatOptionsSchema,
  type Warning,
} from "@sluice/types";
import type { z } from "zod";
import type { AppDependencies } from "../dependencies.ts";
import { RequestInvalid } from "../errors.ts";
import { pointerTo } from "../http/field-errors.ts";
import { connectionOrError, storedName } from "./check-new-export.ts";
import { connectionWarnings } from "./connection-warnings.ts";
import { eventNameWarnings } from "./event-name-warnings.ts";

export interface CheckedChange {
  readonly change: ExportChange;
  readonly warnings: readonly Warning[];
}

/** Checks a change against the export that it is of. Names every bad field. */
export async function checkExportChange(
  deps: AppDependencies,
  projectId: string,
  requestId: number,
  { options, ...request }: z.output<typeof exportChangeSchema>,
): Promise<CheckedChange> {
  const found = await getExport(deps.store, projectId, requestId);
  if (found.recurrence === null) throw exportNotRecurring(requestId, "edited");
  const format = request.format ?? found.format;
  const keepsFormat = format === found.format;
  const optionIssues = formatOptionIssues(format, found.type === "allProfiles", options ?? {});
  const connection = await connectionOrError(deps, projectId, request.connectionId ?? found.connectionId);
  const fields: FieldError[] = [
    ...optionIssues.map(({ path, message }) => ({ pointer: pointerTo(path), in: "body" as const, message })),
    ...(request.eventNames && found.type !== "selectEvents" ? [eventNamesMisplaced(found.type)] : []),
    ...("pointer" in connection && request.connectionId !== undefined ? [connection] : []),
  ];
  if (fields.length > 0) throw new RequestInvalid(fields);
  const eventNames = request.eventNames?.map(storedName);
  const project = await getProject(deps.store, projectId);
  const changed = { ...(keepsFormat ? found.options : {}), ...options };
  return {
    change: {
      ...request,
      eventNames,
      options: options || !keepsFormat ? formatOptionsSchema.parse(changed) : undefined,
    },
    warnings: [
      ...("pointer" in connection ? [] : connectionWarnings(connection.target, project)),
      ...(eventNames ? await eventNameWarnings(deps.source, projectId, eventNames) : []),
    ],
  };
}

function eventNamesMisplaced(type: string): FieldError {
  return {
    pointer: "/eventNames",
    in: "body",
    message: `goes with the type selectEvents only; this export's is ${type}`,
  };
}
