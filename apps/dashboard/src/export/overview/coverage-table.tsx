import { useState } from "react";
import { useProject } from "../../shell/project-context.ts";
import { overviewTexts } from "../../texts/export-overview.ts";
import { Button } from "../../ui/button.tsx";
import { counted } from "../../ui/figures.ts";
import tableStyles from "../../ui/table.module.css";
import styles from "./coverage.module.css";
import type { Stretch } from "./coverage.ts";
import { coverageStates, stretchInWords } from "./coverage-words.ts";

const texts = overviewTexts.coverage;

const rowsAtOnce = 100;

interface CoverageTableProps {
  readonly stretches: readonly Stretch[];
  readonly onChoose: (runTimestamp: number) => void;
}

/** The same as the line, to be read: newest first. */
export function CoverageTable({ stretches, onChoose }: CoverageTableProps) {
  const { timeZone } = useProject();
  const [isOpen, setOpen] = useState(false);
  const [rows, setRows] = useState(rowsAtOnce);
  const newest = isOpen ? stretches.slice(-rows).reverse() : [];
  return (
    <details className={styles.table} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{texts.asTable}</summary>
      {isOpen && (
        <div className={styles.rows}>
          <table className={tableStyles.table}>
            <caption className="spoken">{texts.tableCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.window}</th>
                <th scope="col">{texts.state}</th>
                <th scope="col">{texts.run}</th>
              </tr>
            </thead>
            <tbody>
              {newest.map((stretch) => (
                <tr key={stretch.fromMs}>
                  <td>{stretchInWords(stretch, timeZone)}</td>
                  <td>{coverageStates[stretch.state]}</td>
                  <td>
                    <RunButton runTimestamp={stretch.runTimestamp} onChoose={onChoose} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows < stretches.length && (
            <Button size="s" onPress={() => setRows(rows + rowsAtOnce)}>
              {texts.moreOf(counted(stretches.length, "row"))}
            </Button>
          )}
        </div>
      )}
    </details>
  );
}

interface RunButtonProps extends Pick<CoverageTableProps, "onChoose"> {
  readonly runTimestamp: number | null;
}

function RunButton({ runTimestamp, onChoose }: RunButtonProps) {
  if (runTimestamp === null) return texts.noRun;
  return (
    <Button size="s" kind="quiet" aria-label={texts.showRun(runTimestamp)} onPress={() => onChoose(runTimestamp)}>
      {runTimestamp}
    </Button>
  );
}
