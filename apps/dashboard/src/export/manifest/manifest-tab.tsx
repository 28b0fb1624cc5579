import { useQuery } from "@tanstack/react-query";
import type { Export, RunDetails } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { deliveryTexts } from "../../texts/export-delivery.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Copyable, CopyableBlock, CopyButton } from "../../ui/copyable.tsx";
import { Fact, Facts } from "../../ui/facts.tsx";
import { bytes } from "../../ui/figures.ts";
import { Loading } from "../../ui/loading.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useChosenRun } from "../chosen-run.ts";
import { manifestTextQuery } from "../manifest-queries.ts";
import { NoManifest } from "../no-manifest.tsx";
import { NoRun } from "../no-run.tsx";
import { copyObjectCommand } from "../objects/copy-commands.ts";
import { useDeliveredTo } from "../objects/delivered-to.ts";
import { RunBar } from "../run-bar.tsx";
import { download } from "./download.ts";
import styles from "./manifest.module.css";
import { verifyCommand } from "./verify-command.ts";

const texts = deliveryTexts.manifest;

interface ManifestTabProps {
  readonly found: Export;
  readonly runTimestamp: number | undefined;
}

/** The chosen run's manifest: where it is, what it says, and how to check a delivery against it. */
export function ManifestTab({ found, runTimestamp }: ManifestTabProps) {
  const { run, error, refetch } = useChosenRun(found, runTimestamp);
  if (found.lastRun === null) return <NoRun />;
  return (
    <>
      <RunBar found={found} run={run} />
      {error ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : run === undefined ? (
        <LoadingManifest />
      ) : run.manifestKey === null || run.isExpired ? (
        <NoManifest run={run} />
      ) : (
        <RunManifest found={found} run={run} manifestKey={run.manifestKey} />
      )}
    </>
  );
}

function LoadingManifest() {
  return (
    <Panel title={texts.title}>
      <Loading rows={14} label={texts.loading} />
    </Panel>
  );
}

interface RunManifestProps {
  readonly found: Export;
  readonly run: RunDetails;
  readonly manifestKey: string;
}

function RunManifest({ found, run, manifestKey }: RunManifestProps) {
  const project = useProject();
  const manifest = useQuery(manifestTextQuery(project, found.requestId, run.runTimestamp));
  const connection = useDeliveredTo(found, run.runTimestamp);
  if (manifest.error) return <ProblemNotice error={manifest.error} onRetry={() => void manifest.refetch()} />;
  if (manifest.data === undefined) return <LoadingManifest />;
  return (
    <>
      <Panel title={texts.title}>
        <div className={styles.body}>
          <Facts>
            <Fact name={texts.key}>
              <Copyable text={manifestKey} label={texts.copyKey} />
            </Fact>
            <Fact name={texts.size}>
              {bytes(new Blob([manifest.data]).size)} <CopyButton text={manifest.data} label={texts.copyWhole} />
            </Fact>
            {run.previous !== null && (
              <Fact name={texts.previous}>
                <Copyable text={run.previous} label={texts.copyPrevious} />
              </Fact>
            )}
          </Facts>
          <ManifestText text={manifest.data} name={manifestKey.slice(manifestKey.lastIndexOf("/") + 1)} />
        </div>
      </Panel>
      <Panel
        title={texts.check}
        actions={
          <LinkButton size="s" to="/p/$project/verify" params={{ project: project.id }}>
            {texts.verify}
          </LinkButton>
        }
      >
        <div className={styles.body}>
          <p>{texts.checkText}</p>
          {connection && (
            <>
              <CopyableBlock text={verifyCommand(connection, found)} label={texts.verifyLabel} />
              <p>{texts.alone}</p>
              <CopyableBlock text={copyObjectCommand(connection, manifestKey)} label={texts.aloneLabel} />
            </>
          )}
        </div>
      </Panel>
    </>
  );
}

/** More than that makes a page slow, and is read in an editor. */
const shownCharacters = 100_000;

function ManifestText({ text, name }: { readonly text: string; readonly name: string }) {
  const isCut = text.length > shownCharacters;
  return (
    <>
      {isCut && (
        <Notice
          tone="info"
          actions={
            <Button size="s" onPress={() => download(name, text)}>
              {texts.downloadWhole}
            </Button>
          }
        >
          {texts.beginning(bytes(shownCharacters), bytes(text.length))}
        </Notice>
      )}
      <CopyableBlock text={isCut ? text.slice(0, shownCharacters) : text} label={isCut ? texts.cutText : texts.text} />
      {!isCut && (
        <div>
          <Button size="s" onPress={() => download(name, text)}>
            {texts.download}
          </Button>
        </div>
      )}
    </>
  );
}
