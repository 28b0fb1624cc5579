import type { EpochMs } from "@sluice/types";
import { logFolder } from "../lake-layout.ts";
import type { LogPlace } from "../log/commit-entry.ts";
import { entryFile, numbersIn, readEntry } from "../log/read-log.ts";

export interface ForgottenRecords {
  readonly events: number;
  /** States of users. */
  readonly profiles: number;
}

export interface ForgottenRequest extends LogPlace {
  readonly request: string;
  readonly untilMs: EpochMs;
}

/** Clocks of machines differ by less. */
const slackMs = 24 * 3_600_000;

/** What a request has taken out of the lake by the lake's own word, whoever worked on it and was killed in between. */
export async function forgottenRecords(options: ForgottenRequest): Promise<ForgottenRecords> {
  const { directory, project, request, untilMs } = options;
  let [events, profiles] = [0, 0];
  for (const number of (await numbersIn(logFolder(directory, project))).reverse()) {
    const entry = await readEntry(entryFile(directory, project, number));
    // Loads are captured in the order of the log.
    if (entry?.type === "load" && entry.load.captured.toMs < untilMs - slackMs) break;
    if (entry?.type !== "rewrite" || entry.forgot?.request !== request) continue;
    events += entry.forgot.events;
    profiles += entry.forgot.profiles;
  }
  return { events, profiles };
}
