import { logFolder } from "../lake-layout.ts";
import type { LogPlace } from "../log/commit-entry.ts";
import { entryFile, numbersIn, readEntry } from "../log/read-log.ts";
import type { ForgetOrder } from "./user-matcher.ts";

export interface ForgottenRecords {
  readonly request: string;
  readonly events: number;
  /** States of users. */
  readonly profiles: number;
}

/** Clocks of machines differ by less. */
const slackMs = 24 * 3_600_000;

/** What orders have taken out of the lake by the lake's own word, whoever worked on them and was killed in between. */
export async function forgottenRecords(
  { directory, project }: LogPlace,
  orders: readonly ForgetOrder[],
): Promise<readonly ForgottenRecords[]> {
  const fromMs = Math.min(...orders.map(({ untilMs }) => untilMs)) - slackMs;
  const counts = new Map(orders.map(({ request }) => [request, { events: 0, profiles: 0 }]));
  for (const number of (await numbersIn(logFolder(directory, project))).reverse()) {
    const entry = await readEntry(entryFile(directory, project, number));
    // Loads are captured in the order of the log.
    if (entry?.type === "load" && entry.load.captured.toMs < fromMs) break;
    if (entry?.type !== "rewrite") continue;
    for (const { request, events, profiles } of entry.forgot) {
      const own = counts.get(request);
      if (!own) continue;
      own.events += events;
      own.profiles += profiles;
    }
  }
  return orders.map(({ request }) => ({ request, events: 0, profiles: 0, ...counts.get(request) }));
}
