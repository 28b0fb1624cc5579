import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from "react";
import { useProject } from "../../shell/project-context.ts";
import { overviewTexts } from "../../texts/export-overview.ts";
import styles from "./coverage.module.css";
import { runIn, type Segment, type Stretch, segmentsOf, type View } from "./coverage.ts";
import { ticksOf } from "./coverage-scale.ts";
import { segmentInWords } from "./coverage-words.ts";
import { useWidth } from "./width.ts";

const texts = overviewTexts.coverage;

interface CoverageLineProps {
  readonly stretches: readonly Stretch[];
  readonly view: View;
  readonly nowMs: number;
  readonly runTimestamp: number | undefined;
  readonly onChoose: (runTimestamp: number) => void;
}

/**
 * A line of time with what has become of each stretch. One stop of the tab key: the arrow keys go from segment to
 * segment, Enter chooses a segment's run.
 */
export function CoverageLine({ stretches, view, nowMs, runTimestamp, onChoose }: CoverageLineProps) {
  const { timeZone } = useProject();
  const [ref, width] = useWidth<HTMLDivElement>();
  const segments = useMemo(() => segmentsOf(stretches, view, width), [stretches, view, width]);
  const ticks = useMemo(() => ticksOf(view, width, timeZone), [view, width, timeZone]);
  const buttons = useRef(new Map<number, HTMLButtonElement>());
  const [focused, setFocused] = useState<number | null>(null);
  const [shown, setShown] = useState<Segment | null>(null);
  const own = useMemo(() => stretchOf(stretches, runTimestamp), [stretches, runTimestamp]);
  const chosen = segments.findIndex(({ fromMs, toMs }) => own && own.fromMs >= fromMs && own.toMs <= toMs);
  const choose = ({ clientX, detail }: MouseEvent, segment: Segment) => {
    const box = ref.current?.getBoundingClientRect();
    // Enter and the space bar have no place on the line.
    const atMs =
      detail > 0 && box ? view.fromMs + ((clientX - box.left) / box.width) * (view.toMs - view.fromMs) : null;
    const run = runIn(stretches, segment, atMs);
    if (run !== null) onChoose(run);
  };
  const stop =
    focused !== null && focused < segments.length ? focused : Math.max(0, chosen === -1 ? segments.length - 1 : chosen);
  const share = (ms: number) => `${(100 * (ms - view.fromMs)) / (view.toMs - view.fromMs)}%`;

  const go = (event: KeyboardEvent) => {
    const next = nextStop(event.key, stop, segments.length);
    if (next === null) return;
    event.preventDefault();
    setFocused(next);
    buttons.current.get(next)?.focus();
  };

  return (
    <div className={styles.line}>
      <div ref={ref} className={styles.track}>
        {/* biome-ignore lint/a11y/useSemanticElements: a toolbar's keys, without being a form's group */}
        <div role="group" aria-label={texts.line} className={styles.segments} onKeyDown={go}>
          {segments.map((segment, index) => (
            <button
              key={segment.fromMs}
              ref={(element) => {
                if (element) buttons.current.set(index, element);
                else buttons.current.delete(index);
              }}
              type="button"
              tabIndex={index === stop ? 0 : -1}
              className={styles.segment}
              data-state={segment.state}
              aria-label={segmentInWords(segment, timeZone)}
              aria-current={index === chosen ? "true" : undefined}
              aria-disabled={segment.runTimestamp === null || undefined}
              style={{
                left: share(Math.max(segment.fromMs, view.fromMs)),
                right: `calc(100% - ${share(Math.min(segment.toMs, view.toMs))})`,
              }}
              onFocus={() => {
                setFocused(index);
                setShown(segment);
              }}
              onBlur={() => setShown(null)}
              onPointerEnter={() => setShown(segment)}
              onPointerLeave={() => setShown(null)}
              onClick={(event) => choose(event, segment)}
            />
          ))}
        </div>
        {own && own.toMs > view.fromMs && own.fromMs < view.toMs && (
          <span
            className={styles.chosen}
            style={{
              left: share(Math.max(own.fromMs, view.fromMs)),
              right: `calc(100% - ${share(Math.min(own.toMs, view.toMs))})`,
            }}
            aria-hidden="true"
          />
        )}
        {nowMs > view.fromMs && nowMs < view.toMs && (
          <span
            className={styles.now}
            data-late={nowMs - view.fromMs > 0.9 * (view.toMs - view.fromMs) || undefined}
            style={{ left: share(nowMs) }}
            aria-hidden="true"
          >
            {texts.now}
          </span>
        )}
        <div className={styles.ticks} aria-hidden="true">
          {ticks.map(({ atMs, label }) => (
            <span key={atMs} className={styles.tick} style={{ left: share(atMs) }}>
              {label}
            </span>
          ))}
        </div>
      </div>
      <p className={styles.shown} aria-hidden="true">
        {shown ? segmentInWords(shown, timeZone) : texts.hint}
      </p>
    </div>
  );
}

/** The window of a run. */
function stretchOf(stretches: readonly Stretch[], runTimestamp: number | undefined): Stretch | undefined {
  return runTimestamp === undefined ? undefined : stretches.findLast((one) => one.runTimestamp === runTimestamp);
}

function nextStop(key: string, stop: number, count: number): number | null {
  if (key === "ArrowRight") return Math.min(count - 1, stop + 1);
  if (key === "ArrowLeft") return Math.max(0, stop - 1);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}
