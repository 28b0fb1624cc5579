import type { Format, JobMessage, RunId } from "@sluice/types";
import { formatJobs, jobsStream } from "./subjects.ts";

/** The jobs of one format for one connection, in the order in which they were queued. A lane never holds up another. */
export interface Lane {
  readonly format: Format;
  readonly projectId: string;
  readonly connectionId: string;
}

export const jobSubject = (job: JobMessage) => `${lanePrefix(job)}.${job.runId}`;
export const laneSubjects = (lane: Lane) => `${lanePrefix(lane)}.>`;
/** A consumer's name, which is also what its encoders ask for. */
export const laneConsumer = ({ format, connectionId }: Lane) => `${laneConsumers(format)}${connectionId}`;
/** What the names of a format's consumers start with. */
export const laneConsumers = (format: Format) => `encoder-${format}-`;
export const nextJobSubject = (lane: Lane) => `$JS.API.CONSUMER.MSG.NEXT.${jobsStream}.${laneConsumer(lane)}`;

/** Project ids are free text, subjects are not. */
function lanePrefix({ format, projectId, connectionId }: Lane): string {
  return `encode.jobs.${format}.${Buffer.from(projectId).toString("base64url")}.${connectionId}`;
}

/** The lane and the run that a job's subject names; null for a subject that is none. */
export function readJobSubject(format: Format, subject: string): { readonly lane: Lane; readonly runId: RunId } | null {
  const prefix = formatJobs(format).slice(0, -1);
  const [project, connectionId, runId, ...more] = subject.slice(prefix.length).split(".");
  if (!subject.startsWith(prefix) || !project || !connectionId || !runId || more.length > 0) return null;
  return { lane: { format, projectId: Buffer.from(project, "base64url").toString(), connectionId }, runId };
}
