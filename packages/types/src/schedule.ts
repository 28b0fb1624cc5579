import { z } from "zod";
import type { EpochMs } from "./time.ts";

/** When a recurring export runs: at `anchorMs`, and every `everyMs` after it. */
export interface Schedule {
  readonly anchorMs: EpochMs;
  readonly everyMs: number;
}

/** The times that recurring exports go by. All but tests and demos keep the defaults. */
export interface ScheduleRules {
  /** How long the hours of `everyHours` are. */
  readonly hourMs: number;
  /** A window ends so long before its scheduled time, so that records still being committed fall into the next one. */
  readonly settleDelayMs: number;
}

const hourMs = 3_600_000;

export const defaultScheduleRules: ScheduleRules = { hourMs, settleDelayMs: 60_000 };

/** How the services read the rules from their environment. A run timestamp is in seconds, so no interval is shorter. */
export const scheduleEnvironmentShape = {
  SLUICE_HOUR_MS: z.coerce.number().int().min(250).max(hourMs).default(hourMs),
  SLUICE_SETTLE_DELAY_MS: z.coerce.number().int().min(0).default(defaultScheduleRules.settleDelayMs),
};

/** The least and the most whole hours between two runs. */
export const minEveryHours = 4;
export const maxEveryHours = 24;

/** A failed window is tried again after so many hours, and the export stops itself when that has failed for so many. */
export const retryAfterHours = 1;
export const giveUpAfterHours = 72;
