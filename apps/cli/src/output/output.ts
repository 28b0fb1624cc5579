import pc from "picocolors";

/** Where a command's result goes: lines for people, or JSON alone for scripts. */
export interface Output {
  readonly isJson: boolean;
  /** Whether bars may move on the screen. */
  readonly isLive: boolean;
  /** How many columns a line may have. */
  readonly width: number;
  /** The command's one result. */
  show(value: unknown, text: () => string): void;
  /** One of many results, as a line of JSON; nothing for people. */
  stream(value: unknown): void;
  /** A line for people beside the result; nothing in JSON. */
  note(text: string): void;
  /** A line that the next one replaces; null takes it away. Only where things may move. */
  live(text: string | null): void;
  /** A warning or an error: always to stderr. */
  warn(text: string): void;
}

export interface OutputStreams {
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

export function openOutput({ stdout, stderr }: OutputStreams, isJson: boolean, columns?: number): Output {
  const isLive = !isJson && stdout.isTTY === true && stderr.isTTY === true;
  return {
    isJson,
    isLive,
    width: stdout.columns ?? columns ?? usualWidth,
    show: (value, text) => stdout.write(isJson ? `${JSON.stringify(value, null, 2)}\n` : `${text()}\n`),
    stream: (value) => void (isJson && stdout.write(`${JSON.stringify(value)}\n`)),
    note: (text) => void (!isJson && stdout.write(`${text}\n`)),
    live: (text) => void (isLive && stderr.write(`\r\x1b[K${text ?? ""}`)),
    warn: (text) => stderr.write(`${text}\n`),
  };
}

/** Of a terminal, where nobody says how wide it is. */
const usualWidth = 80;

/** Warnings that the API gave with an answer. */
export function warnAll(out: Output, warnings: readonly { readonly message: string }[]): void {
  for (const { message } of warnings) out.warn(`${pc.yellow("!")} ${message}`);
}
