import cliProgress from "cli-progress";
import { bytes, count } from "./figures.ts";
import type { Output } from "./output.ts";

export interface Progress extends Disposable {
  /** `total` may grow; the bar is there from the first one above 0 on. */
  update(value: number, total: number, note?: string): void;
}

const units = { records: count, bytes } as const;

/** A bar on a terminal, nothing anywhere else. */
export function openProgress(out: Output, what: string, unit: keyof typeof units): Progress {
  if (!out.isLive) return { update: () => undefined, [Symbol.dispose]: () => undefined };
  const bar = new cliProgress.SingleBar({
    format: `  ${what} {bar} {percentage}% {value}/{total} {note}`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
    formatValue: (value, _, type) => (type === "value" || type === "total" ? units[unit](value) : String(value)),
  });
  let isStarted = false;
  return {
    update(value, total, note = "") {
      if (!isStarted && total === 0) return;
      if (!isStarted) bar.start(total, value, { note });
      isStarted = true;
      bar.setTotal(Math.max(total, value));
      bar.update(value, { note });
    },
    [Symbol.dispose]: () => bar.stop(),
  };
}
