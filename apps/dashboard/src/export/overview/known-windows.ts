import type { ExportWindow, UpcomingWindow } from "../../api/schema.d.ts";

/** An export's windows, oldest first, as far as they have been asked for. */
export interface KnownWindows {
  readonly windows: readonly ExportWindow[];
  readonly upcoming: UpcomingWindow | null;
  /** All windows that end at this instant or before it are here and will not change; null when there is none. */
  readonly settledTo: string | null;
}

export const nothingKnown: KnownWindows = { windows: [], upcoming: null, settledTo: null };

/** What need not be asked for again: the oldest windows up to the first one whose state may still change. */
export function laterThan({ windows, upcoming }: KnownWindows): KnownWindows {
  const open = windows.findIndex(({ state }) => !isFinal[state]);
  const settled = open === -1 ? windows : windows.slice(0, open);
  return { windows: settled, upcoming, settledTo: settled.at(-1)?.window.to ?? null };
}

/** A failed or a stopped window can be tried again, or be left out later on. */
const isFinal: Readonly<Record<ExportWindow["state"], boolean>> = {
  done: true,
  skipped: true,
  pending: false,
  running: false,
  failed: false,
  stopped: false,
};
