import { parseDate, toZoned } from "@internationalized/date";

export const expiryChoices = ["30", "90", "365", "date", "never"] as const;
export type ExpiryChoice = (typeof expiryChoices)[number];

const dayMs = 86_400_000;

/**
 * From when on a token lets nobody in: so many days from now, or the end of a day (`2026-12-31`) on the project's
 * clocks. Null for never; undefined while the day is none yet.
 */
export function expiryOf(
  choice: ExpiryChoice,
  day: string,
  { timeZone, nowMs }: { readonly timeZone: string; readonly nowMs: number },
): string | null | undefined {
  if (choice === "never") return null;
  if (choice !== "date") return new Date(nowMs + Number(choice) * dayMs).toISOString();
  try {
    return toZoned(parseDate(day).add({ days: 1 }), timeZone).toAbsoluteString();
  } catch {
    return undefined;
  }
}
