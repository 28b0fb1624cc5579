import cliProgress from "cli-progress";
import { bytes, count } from "./figures.ts";
import type { Output } from "./output.ts";

export interface Progress extends Disposable {
  /** `total` may become known, or grow. */
  update(value: number, total: number | null, note?: string): void;
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
      if (!isStarted) bar.start(total ?? 0, value, { note });
      isStarted = true;
      bar.setTotal(Math.max(total ?? 0, value));
      bar.update(value, { note });
    },
    [Symbol.dispose]: () => bar.stop(),
  };
}
