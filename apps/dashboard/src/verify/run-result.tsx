import type { RunReport } from "@sluice/verify/browser-client";
import { useProject } from "../shell/project-context.ts";
import { verifyTexts } from "../texts/verify.ts";
import { bytes, count, counted } from "../ui/figures.ts";
import { Instant } from "../ui/instant.tsx";
import { Status } from "../ui/status.tsx";
import tableStyles from "../ui/table.module.css";
import { Faults } from "./faults.tsx";
import styles from "./verify.module.css";

export function RunResult({ run }: { readonly run: RunReport }) {
  const { manifestKey, manifest, faults, objects, records, bytes: size } = run;
  return (
    <section className={styles.run} aria-label={`${verifyTexts.run} ${manifestKey}`}>
      <header className={styles.runHead}>
        <Status
          status={faults.length === 0 ? "Done" : "Failed"}
          word={faults.length === 0 ? verifyTexts.whole : verifyTexts.faults(faults.length)}
        />
        <code className={styles.key}>{manifestKey}</code>
        {manifest ? (
          <span className={styles.figures}>
            {counted(objects, "object")}, {counted(records, "record")}, {bytes(size)}
          </span>
        ) : (
          <span className={styles.muted}>{verifyTexts.noManifest}</span>
        )}
      </header>
      {manifest && <RunFacts manifest={manifest} />}
      {faults.length > 0 && (
        <div className={styles.faults}>
          <Faults faults={faults} />
        </div>
      )}
    </section>
  );
}

type Manifest = NonNullable<RunReport["manifest"]>;

function RunFacts({ manifest }: { readonly manifest: Manifest }) {
  const { id } = useProject();
  const { window, format, events, project } = manifest;
  const isEvents = events.some(({ name }) => name !== null);
  return (
    <>
      <p className={styles.facts}>
        <span>{format}</span>
        <span>
          <Instant at={window.from} withSeconds withOffset={false} /> – <Instant at={window.to} withSeconds />
        </span>
      </p>
      {project !== id && <p className={styles.facts}>{verifyTexts.otherProject(project)}</p>}
      {isEvents && (
        <details className={styles.details}>
          <summary>{verifyTexts.events(events.length)}</summary>
          <div className={tableStyles.scroll}>
            <table className={tableStyles.table}>
              <thead>
                <tr>
                  <th scope="col">{verifyTexts.event}</th>
                  <th scope="col" className="figure">
                    {verifyTexts.objects}
                  </th>
                  <th scope="col" className="figure">
                    {verifyTexts.records}
                  </th>
                </tr>
              </thead>
              <tbody>
                {events.map((event) => (
                  <tr key={event.name}>
                    <td className={styles.path}>{event.name}</td>
                    <td className="figure">{count(event.objects)}</td>
                    <td className="figure">{count(event.records)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </>
  );
}
