/** Lines for where nothing can move: a pipe, a log, a build server that ends what is silent for long. */
export interface SaidLines {
  /** What is so now: `state` is said when it is news, and `detail` as well when nothing was said for long. */
  update(state: string, detail: string): void;
  /** Time has passed. */
  tick(): void;
}

export interface SaidLinesOptions {
  readonly say: (line: string) => void;
  /** Something is said at least so often. */
  readonly everyMs: number;
  readonly now: () => number;
}

export function saidLines({ say, everyMs, now }: SaidLinesOptions): SaidLines {
  let said: string | undefined;
  let latest = "";
  let saidMs = now();
  const speak = (line: string) => {
    say(line);
    saidMs = now();
  };
  return {
    update(state, detail) {
      latest = detail;
      if (state === said) return;
      said = state;
      speak(state);
    },
    tick() {
      if (said !== undefined && now() - saidMs >= everyMs) speak(latest);
    },
  };
}
