import { useMemo, useState } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { overviewTexts } from "../../texts/export-overview.ts";
import { Button } from "../../ui/button.tsx";
import { count } from "../../ui/figures.ts";
import { useNow } from "../../ui/now.ts";
import { Panel } from "../../ui/page.tsx";
import styles from "./coverage.module.css";
import { countStates, coverageOf } from "./coverage.ts";
import { CoverageLine } from "./coverage-line.tsx";
import { moved, usefulZooms, viewOf, wholeOf, type Zoom, zooms } from "./coverage-scale.ts";
import { CoverageTable } from "./coverage-table.tsx";
import { coverageStates, coverageSummary, toldOrder } from "./coverage-words.ts";
import type { KnownWindows } from "./known-windows.ts";

const texts = overviewTexts.coverage;

interface CoveragePanelProps {
  readonly known: KnownWindows;
  readonly runTimestamp: number | undefined;
  readonly onChoose: (runTimestamp: number) => void;
}

/** What an export covers, from its first window to the one to come: a gap shows at once. */
export function CoveragePanel({ known, runTimestamp, onChoose }: CoveragePanelProps) {
  const [zoom, setZoom] = useState<Zoom>("all");
  /** Null follows the newest window. */
  const [endMs, setEndMs] = useState<number | null>(null);
  const nowMs = useNow();
  const stretches = useMemo(() => coverageOf(known.windows, known.upcoming), [known]);
  const counts = useMemo(() => countStates(stretches), [stretches]);
  const lastMs = wholeOf(stretches).toMs;
  const view = useMemo(() => viewOf(stretches, zoom, endMs ?? lastMs), [stretches, zoom, endMs, lastMs]);
  const offered = usefulZooms(stretches);
  const move = (direction: -1 | 1) => {
    const end = moved(stretches, view, direction);
    setEndMs(end === lastMs ? null : end);
  };
  return (
    <Panel title={texts.title}>
      <div className={styles.body}>
        <p className={styles.summary} role="status" data-tone={counts.gap > 0 || counts.failed > 0 ? "bad" : undefined}>
          {coverageSummary(counts)}
        </p>
        {offered.length > 1 && (
          <div className={styles.bar}>
            <ToggleButtonGroup
              aria-label={texts.zoomLabel}
              className={styles.zooms}
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[zoom]}
              onSelectionChange={(keys) => {
                const next = zooms.find((one) => keys.has(one));
                if (next) setZoom(next);
              }}
            >
              {offered.map((one) => (
                <ToggleButton key={one} id={one} className={styles.zoom}>
                  {texts.zooms[one]}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
            <Button size="s" isDisabled={view.fromMs <= wholeOf(stretches).fromMs} onPress={() => move(-1)}>
              {texts.earlier}
            </Button>
            <Button size="s" isDisabled={view.toMs >= lastMs} onPress={() => move(1)}>
              {texts.later}
            </Button>
          </div>
        )}
        {stretches.length > 0 && (
          <>
            <CoverageLine
              stretches={stretches}
              view={view}
              nowMs={nowMs}
              runTimestamp={runTimestamp}
              onChoose={onChoose}
            />
            <ul className={styles.legend} aria-label={texts.legend}>
              {toldOrder
                .filter((state) => counts[state] > 0)
                .map((state) => (
                  <li key={state}>
                    <span className={`${styles.segment} ${styles.swatch}`} data-state={state} aria-hidden="true" />
                    {coverageStates[state]} <span className={styles.count}>{count(counts[state])}</span>
                  </li>
                ))}
            </ul>
            <CoverageTable stretches={stretches} onChoose={onChoose} />
          </>
        )}
      </div>
    </Panel>
  );
}
