import { type Connection, getConnection, getProject, type Project } from "@sluice/config-store";
import {
  type EpochMs,
  type ExportPeriod,
  type FieldError,
  instantMs,
  type newExportSchema,
  SluiceError,
  type Warning,
} from "@sluice/types";
import type { z } from "zod";
import type { AppDependencies } from "../dependencies.ts";
import { RequestInvalid } from "../errors.ts";
import type { ProblemCode } from "../http/problem-statuses.ts";
import { connectionWarnings } from "./connection-warnings.ts";
import { eventNameWarnings } from "./event-name-warnings.ts";

export type NewExport = z.output<typeof newExportSchema>;

export interface CheckedExport {
  readonly project: Project;
  readonly connection: Connection;
  /** Null for all events, and for profiles. */
  readonly eventNames: readonly string[] | null;
  readonly warnings: readonly Warning[];
}

/** Checks what needs a look at the project, its connections, its events and the clock. Names every bad field. */
export async function checkNewExport(
  deps: AppDependencies,
  projectId: string,
  request: NewExport,
): Promise<CheckedExport> {
  const { store, now } = deps;
  const nowMs = now();
  const project = await getProject(store, projectId);
  const connection = await connectionOrError(deps, projectId, request.connectionId);
  const fields = [...("pointer" in connection ? [connection] : []), ...periodErrors(request.period, project, nowMs)];
  if (fields.length > 0 || "pointer" in connection) throw new RequestInvalid(fields);
  const eventNames = request.eventNames?.map(storedName) ?? null;
  const warnings = [
    ...connectionWarnings(connection.target, project),
    ...periodWarnings(request.period, nowMs),
    ...(eventNames === null ? [] : await eventNameWarnings(deps.source, projectId, eventNames)),
  ];
  return { project, connection, eventNames, warnings };
}

/** The source keeps names as Unicode text, where a lone surrogate is U+FFFD. */
export function storedName(name: string): string {
  return name.toWellFormed();
}

/** The connection, or what is wrong with the field that names it. */
export async function connectionOrError(
  { store }: AppDependencies,
  projectId: string,
  connectionId: string,
): Promise<Connection | FieldError> {
  try {
    return await getConnection(store, projectId, connectionId);
  } catch (error) {
    if (!(error instanceof SluiceError) || error.code !== "connection.not_found") throw error;
    const message = "is no connection of this project";
    return { pointer: "/connectionId", in: "body", code: error.code, message };
  }
}

const dayMs = 24 * 3_600_000;
const minuteMs = 60_000;
const maxDaysAhead = 365;

function periodErrors(period: ExportPeriod, { lookbackDays }: Project, nowMs: EpochMs): FieldError[] {
  if (period.kind === "profilesNow") return [];
  if (period.kind === "window") return tooOld("/from", period.from, lookbackDays, nowMs);
  if (period.startFrom === null) return [];
  const errors = tooOld("/startFrom", period.startFrom, lookbackDays, nowMs);
  if (instantMs(period.startFrom) <= nowMs + maxDaysAhead * dayMs) return errors;
  return [{ pointer: "/startFrom", in: "body", message: `must not be more than ${maxDaysAhead} days ahead` }];
}

function tooOld(pointer: string, instant: string, lookbackDays: number, nowMs: EpochMs): FieldError[] {
  const earliestMs = nowMs - lookbackDays * dayMs;
  // A minute of grace: what was exactly so long ago when the request was written is older by now.
  if (instantMs(instant) >= earliestMs - minuteMs) return [];
  // In whole minutes, and one to spare, so that it can still be typed in.
  const possible = new Date(Math.ceil(earliestMs / minuteMs + 1) * minuteMs).toISOString();
  const code: ProblemCode = "export.from_too_old";
  const message = `is more than ${lookbackDays} days ago; the earliest that is possible now is ${possible}`;
  return [{ pointer, in: "body", code, message }];
}

function periodWarnings(period: ExportPeriod, nowMs: EpochMs): Warning[] {
  if (period.kind !== "window" || instantMs(period.to) <= nowMs) return [];
  const message =
    "`to` is still to come. The export holds what has been captured when its run begins; later events of the window are not in it.";
  return [{ code: "export.window_not_over", message }];
}
