import { useState } from "react";
import { useProject } from "../../shell/project-context.ts";
import { Button } from "../../ui/button.tsx";
import { counted } from "../../ui/figures.ts";
import tableStyles from "../../ui/table.module.css";
import styles from "./coverage.module.css";
import type { Stretch } from "./coverage.ts";
import { coverageStates, stretchInWords } from "./coverage-words.ts";

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
      <summary>As a table</summary>
      {isOpen && (
        <div className={styles.rows}>
          <table className={tableStyles.table}>
            <caption className="spoken">Windows of the export, newest first</caption>
            <thead>
              <tr>
                <th scope="col">Window</th>
                <th scope="col">State</th>
                <th scope="col">Run</th>
              </tr>
            </thead>
            <tbody>
              {newest.map(({ fromMs, toMs, state, runTimestamp }) => (
                <tr key={fromMs}>
                  <td>{stretchInWords(fromMs, toMs, timeZone)}</td>
                  <td>{coverageStates[state]}</td>
                  <td>
                    {runTimestamp === null ? (
                      "none"
                    ) : (
                      <Button
                        size="s"
                        kind="quiet"
                        aria-label={`Show run ${runTimestamp}`}
                        onPress={() => onChoose(runTimestamp)}
                      >
                        {runTimestamp}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows < stretches.length && (
            <Button size="s" onPress={() => setRows(rows + rowsAtOnce)}>
              Show more of {counted(stretches.length, "row")}
            </Button>
          )}
        </div>
      )}
    </details>
  );
}
