import type { EpochSeconds } from "@sluice/types";

/** The run's date as it stands in keys: `yyyymmdd` in the project's time zone. */
export function runDate(runTimestamp: EpochSeconds, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(runTimestamp * 1000);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}${part("month")}${part("day")}`;
}
