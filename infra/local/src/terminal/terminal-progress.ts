import type { OnProgress, ProgressEvent } from "@sluice/servers";
import pc from "picocolors";

export interface Terminal {
  readonly onProgress: OnProgress;
  /** A line that stays. */
  print(line?: string): void;
  /** Ends the part of the screen that moves. */
  close(): void;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const frameMs = 80;

/** Shows steps as they go: those that are done stay as lines with their time, those at work move below. */
export function openTerminal(out: NodeJS.WriteStream): Terminal {
  const atWork = new Map<string, { readonly startedMs: number; note: string }>();
  let drawnLines = 0;
  let frame = 0;

  const draw = (line?: string): void => {
    const erase = drawnLines > 0 ? `\x1b[${drawnLines}A\x1b[0J` : "";
    const kept = line === undefined ? "" : `${line}\n`;
    const moving = out.isTTY ? [...atWork].map(([step, { startedMs, note }]) => movingLine(step, startedMs, note)) : [];
    drawnLines = moving.length;
    out.write(erase + kept + moving.map((text) => `${text}\n`).join(""));
  };
  const movingLine = (step: string, startedMs: number, note: string): string => {
    const spinner = frames[frame % frames.length] ?? "";
    const room = Math.max(10, (out.columns ?? 80) - step.length - 16);
    const shown = note.length > room ? `${note.slice(0, room - 1)}…` : note;
    return `  ${pc.cyan(spinner)} ${step} ${pc.dim(`${seconds(performance.now() - startedMs)} ${shown}`)}`;
  };
  const timer = out.isTTY
    ? setInterval(() => {
        frame += 1;
        if (atWork.size > 0) draw();
      }, frameMs).unref()
    : undefined;

  const take: OnProgress = (event) => {
    const { step } = event;
    if (event.state === "started") {
      atWork.set(step, { startedMs: performance.now(), note: "" });
      if (out.isTTY) draw();
    } else if (event.state === "note") {
      const entry = atWork.get(step);
      if (entry) entry.note = event.text;
      // A terminal shows it with the next frame.
      if (!out.isTTY && !event.passing) draw(`  ${pc.dim("·")} ${step}: ${event.text}`);
    } else {
      const note = atWork.get(step)?.note ?? "";
      atWork.delete(step);
      draw(endedLine(event, note));
    }
  };
  return {
    onProgress: take,
    print: (line = "") => draw(line),
    close: () => clearInterval(timer),
  };
}

function endedLine(event: Extract<ProgressEvent, { state: "done" | "failed" }>, note: string): string {
  const mark = event.state === "done" ? pc.green("✓") : pc.red("✗");
  const time = pc.dim(seconds(event.elapsedMs).padStart(7));
  return `  ${mark} ${event.step.padEnd(18)} ${time}  ${pc.dim(note)}`;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
