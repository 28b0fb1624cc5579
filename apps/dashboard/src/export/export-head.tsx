import { Link } from "@tanstack/react-router";
import type { Export } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { exportTexts } from "../texts/export.ts";
import { Copyable } from "../ui/copyable.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { bytes, counted } from "../ui/figures.ts";
import { Instant, RelativeInstant } from "../ui/instant.tsx";
import { Notice } from "../ui/notice.tsx";
import { useNow } from "../ui/now.ts";
import { Panel } from "../ui/page.tsx";
import { EventNames } from "./event-names.tsx";
import styles from "./export-screen.module.css";
import { frequencyInWords, optionsInWords } from "./export-words.ts";
import { WindowText } from "./window-text.tsx";

const texts = exportTexts.facts;

/** What an export is, and what has gone wrong with it if something has. */
export function ExportHead({ found }: { readonly found: Export }) {
  const { id } = useProject();
  const { requestId, connection, format, options, createdAt, totals, lastRun } = found;
  const words = optionsInWords(options);
  return (
    <>
      <Trouble found={found} />
      <Panel>
        <div className={styles.facts}>
          <Facts>
            <Fact name={texts.requestId}>
              <Copyable text={String(requestId)} label={`${texts.copyRequestId} ${requestId}`} />
            </Fact>
            <Fact name={texts.events}>
              <EventNames found={found} />
            </Fact>
            <Fact name={texts.connection}>
              <Link to="/p/$project/connections/$id" params={{ project: id, id: connection.id }}>
                {connection.name}
              </Link>
            </Fact>
            <Fact name={texts.format}>
              {exportTexts.formats[format]}
              {words.length > 0 && `: ${words.join(", ")}`}
            </Fact>
            <Fact name={texts.frequency}>{frequencyInWords(found)}</Fact>
            {found.frequency === "oneTime" && lastRun !== null && (
              <Fact name={texts.window}>
                <WindowText window={lastRun.window} />
              </Fact>
            )}
            <Fact name={texts.delivered}>
              {counted(totals.records, "record")}, {bytes(totals.bytes)} in {counted(totals.objects, "object")}
            </Fact>
            <Fact name={texts.created}>
              <Instant at={createdAt} />
            </Fact>
            <NextRun found={found} />
          </Facts>
        </div>
      </Panel>
    </>
  );
}

function NextRun({ found: { nextRunAt, lastRun } }: { readonly found: Export }) {
  const nowMs = useNow();
  if (nextRunAt === null) return null;
  if (Date.parse(nextRunAt) < nowMs && lastRun?.status !== "Failed") {
    return (
      <Fact name={texts.nextRun}>
        {texts.due} <Instant at={nextRunAt} />
      </Fact>
    );
  }
  return (
    <Fact name={lastRun?.status === "Failed" ? texts.triedAgain : texts.nextRun}>
      <Instant at={nextRunAt} /> (<RelativeInstant at={nextRunAt} />)
    </Fact>
  );
}

/** Why the latest run failed, or why the export has stopped itself: in the API's words, which say what to do. */
function Trouble({ found: { lastRun, stopped, status, nextRunAt, connection } }: { readonly found: Export }) {
  const { id } = useProject();
  const error = stopped?.reason ?? (status === "Failed" ? lastRun?.error : null);
  if (!error) return null;
  const isOfConnection = error.code.startsWith("connection.") || error.code.startsWith("credentials.");
  return (
    <Notice
      tone="problem"
      title={stopped?.reason ? exportTexts.trouble.stopped : exportTexts.trouble.failed}
      actions={
        isOfConnection && (
          <Link to="/p/$project/connections/$id" params={{ project: id, id: connection.id }}>
            {exportTexts.trouble.connection}
          </Link>
        )
      }
    >
      <p>{error.message}</p>
      <p>
        <code>{error.code}</code>
        {nextRunAt !== null && (
          <>
            {exportTexts.trouble.triedAgain}
            <RelativeInstant at={nextRunAt} />
          </>
        )}
      </p>
    </Notice>
  );
}
