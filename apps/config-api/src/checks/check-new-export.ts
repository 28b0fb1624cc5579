import { type Connection, getConnection, getProject, type Project } from "@sluice/config-store";
import type { EventSource } from "@sluice/event-source";
import {
  type EpochMs,
  type FieldError,
  instantMs,
  type newExportSchema,
  SluiceError,
  type Warning,
  type Window,
} from "@sluice/types";
import type { z } from "zod";
import type { AppDependencies } from "../dependencies.ts";
import { RequestInvalid } from "../errors.ts";
import { pointerTo } from "../http/field-errors.ts";
import type { ProblemCode } from "../http/problem-statuses.ts";
import { closeMatches } from "./close-matches.ts";
import { connectionWarnings } from "./connection-warnings.ts";

export type NewExport = z.output<typeof newExportSchema>;

export interface CheckedExport {
  readonly project: Project;
  readonly connection: Connection;
  readonly window: Window;
  /** Null for all events. */
  readonly eventNames: readonly string[] | null;
  readonly warnings: readonly Warning[];
}

/** Checks what needs a look at the project, its connections, its events and the clock. Names every bad field. */
export async function checkNewExport(
  { store, source, now }: AppDependencies,
  projectId: string,
  request: NewExport,
): Promise<CheckedExport> {
  const nowMs = now();
  const project = await getProject(store, projectId);
  const window: Window = { axis: "ts", fromMs: instantMs(request.from), toMs: instantMs(request.to) };
  // The source keeps names as Unicode text, where a lone surrogate is U+FFFD.
  const eventNames = request.eventNames?.map((name) => name.toWellFormed()) ?? null;
  const connection = await getConnection(store, projectId, request.connectionId).catch(fieldErrorOf);
  const fields = [
    ...("pointer" in connection ? [connection] : []),
    ...windowErrors(window, project, nowMs),
    ...(eventNames === null ? [] : await eventNameErrors(source, projectId, eventNames)),
  ];
  if (fields.length > 0 || "pointer" in connection) throw new RequestInvalid(fields);
  const warnings = [...connectionWarnings(connection.target, project), ...windowWarnings(window, nowMs)];
  return { project, connection, window, eventNames, warnings };
}

function fieldErrorOf(error: unknown): FieldError {
  if (!(error instanceof SluiceError) || error.code !== "connection.not_found") throw error;
  const message = "is no connection of this project; GET /v1/connections lists them";
  return { pointer: "/connectionId", in: "body", code: error.code, message };
}

const dayMs = 24 * 3_600_000;
const minuteMs = 60_000;

function windowErrors({ fromMs }: Window, { lookbackDays }: Project, nowMs: EpochMs): FieldError[] {
  const earliestMs = nowMs - lookbackDays * dayMs;
  if (fromMs >= earliestMs) return [];
  // In whole minutes, and one to spare, so that it can still be typed in.
  const possible = new Date(Math.ceil(earliestMs / minuteMs + 1) * minuteMs).toISOString();
  const code: ProblemCode = "export.from_too_old";
  const message = `is more than ${lookbackDays} days ago; the earliest that is possible now is ${possible}`;
  return [{ pointer: "/from", in: "body", code, message }];
}

function windowWarnings({ toMs }: Window, nowMs: EpochMs): Warning[] {
  if (toMs <= nowMs) return [];
  const message =
    "`to` is still to come. The export holds what has been captured when its run begins; later events of the window are not in it.";
  return [{ code: "export.window_not_over", message }];
}

async function eventNameErrors(
  source: EventSource,
  projectId: string,
  eventNames: readonly string[],
): Promise<FieldError[]> {
  const known = (await source.eventNames(projectId)).map(({ eventName }) => eventName);
  const knownSet = new Set(known);
  const code: ProblemCode = "export.unknown_event";
  return eventNames.flatMap((name, index) =>
    knownSet.has(name)
      ? []
      : [{ pointer: pointerTo(["eventNames", index]), in: "body", code, message: unknownEvent(name, known) }],
  );
}

function unknownEvent(name: string, known: readonly string[]): string {
  const close = closeMatches(name, known).map((match) => JSON.stringify(match));
  const hint = close.length > 0 ? `did you mean ${close.join(" or ")}?` : "GET /v1/event-names lists those there are";
  return `names an event that this project does not have, ${JSON.stringify(name)}; ${hint}`;
}
