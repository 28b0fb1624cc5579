import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useProject } from "../../shell/project-context.ts";
import { overviewTexts } from "../../texts/export-overview.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { bytes, count, counted } from "../../ui/figures.ts";
import { Panel } from "../../ui/page.tsx";
import { runQuery } from "../export-queries.ts";
import { objectsQuery } from "../run-objects.ts";
import styles from "./event-bars.module.css";
import { type EventTotals, eventTotals, searchedFor } from "./event-totals.ts";

const texts = overviewTexts.events;

const shownAtOnce = 20;

interface EventBarsPanelProps {
  readonly requestId: number;
  readonly runTimestamp: number;
}

/** How many records and bytes of each event the chosen run has delivered. */
export function EventBarsPanel({ requestId, runTimestamp }: EventBarsPanelProps) {
  const project = useProject();
  const run = useQuery(runQuery(project, requestId, runTimestamp));
  const status = run.data?.runTimestamp === runTimestamp ? run.data.status : undefined;
  const objects = useQuery(objectsQuery(project, requestId, runTimestamp, status));
  const [text, setText] = useState("");
  const [isAll, setAll] = useState(false);
  const events = useMemo(() => eventTotals(objects.data?.objects ?? []), [objects.data]);
  if (events.length === 0) return null;
  const found = searchedFor(events, text);
  const shown = isAll ? found : found.slice(0, shownAtOnce);
  return (
    <Panel title={texts.title(runTimestamp)}>
      <div className={styles.body}>
        {events.length > shownAtOnce && (
          <TextField label={texts.search} type="search" value={text} onChange={setText} />
        )}
        {found.length === 0 ? <p>{texts.none(text)}</p> : <Bars events={shown} most={events[0]?.records ?? 1} />}
        {found.length > shownAtOnce && (
          <div>
            <Button size="s" onPress={() => setAll(!isAll)}>
              {isAll ? texts.first(shownAtOnce) : texts.all(counted(found.length, "event"))}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}

function Bars({ events, most }: { readonly events: readonly EventTotals[]; readonly most: number }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{texts.event}</th>
          <th scope="col" className="figure">
            {texts.records}
          </th>
          <th scope="col" className="figure">
            {texts.size}
          </th>
        </tr>
      </thead>
      <tbody>
        {events.map(({ name, records, bytes: size }) => (
          <tr key={name}>
            <td className={styles.name}>
              <span className={styles.text}>{name}</span>
              <span
                className={styles.bar}
                style={{ width: `${Math.max(0.3, (100 * records) / most)}%` }}
                aria-hidden="true"
              />
            </td>
            <td className="figure">{count(records)}</td>
            <td className="figure">{bytes(size)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
